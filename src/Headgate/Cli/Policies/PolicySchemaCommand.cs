using System.CommandLine;
using Headgate.Cli.Terminals;
using Headgate.Gate.Policies;

namespace Headgate.Cli.Policies;

/// <summary><c>headgate policy schema</c>: the form of policy files, for editors.</summary>
internal static class PolicySchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var command = new Command("schema", "Prints the JSON schema of policy files, with which editors complete and check them.");
        command.SetAction(_ =>
        {
            terminal.Line(PolicySchema.Make().ToJsonString(JsonOption.Format));
            return ExitCode.Done;
        });
        return command.WithExamples("headgate policy schema > policy.schema.json");
    }
}
