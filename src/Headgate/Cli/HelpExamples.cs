using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Headgate.Cli;

/// <summary>Examples below a command's help, so that its description stays one line in lists.</summary>
internal static class HelpExamples
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Gives a command its examples: the lines as one would type them, with what a line does after two spaces and a hash.</summary>
    public static Command WithExamples(this Command command, params string[] lines)
    {
        Examples.AddOrUpdate(command, lines);
        return command;
    }

    /// <summary>Lets the help of all commands show their examples.</summary>
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show this help.";
        help.Action = new ExampleHelp((SynchronousCommandLineAction)help.Action!);
    }

    /// <summary>Whether a line asks for help or for the version: then it needs nothing else that it would need.</summary>
    public static bool IsAsked(ParseResult parsed) => parsed.Action is ExampleHelp;

    private sealed class ExampleHelp(SynchronousCommandLineAction standard) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = standard.Invoke(parseResult);
            if (Examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var line in lines)
                {
                    output.WriteLine("  " + line);
                }
                output.WriteLine();
            }
            return code;
        }
    }
}
