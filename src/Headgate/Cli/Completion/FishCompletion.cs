using System.CommandLine;
using System.Text;

namespace Headgate.Cli.Completion;

/// <summary>The script for fish, which shows what each word does beside it.</summary>
internal static class FishCompletion
{
    /// <summary>The script.</summary>
    public static string Of(Command root)
    {
        var script = new StringBuilder(
            $"""
            # Completion of headgate for fish; made by 'headgate completion fish'.
            function __headgate_at
              set -l at ""
              for word in (commandline -opc)[2..-1]
                switch "$at $word"
                  case {ShellCases.Commands(root).Replace('|', ' ')}
                    set at (string trim "$at $word")
                end
              end
              test "$at" = "$argv[1]"
            end
            complete -c headgate -f

            """
        );
        foreach (var (path, command) in CommandTree.Of(root))
        {
            var begin = $"complete -c headgate -n '__headgate_at \"{path}\"'";
            foreach (var sub in command.Subcommands.Where(c => !c.Hidden))
            {
                script.Append($"{begin} -a {sub.Name} -d {Quoted(sub.Description)}\n");
            }
            foreach (var option in CommandTree.Options(command, root))
            {
                script.Append($"{begin}{Names(option)}{Value(option)} -d {Quoted(option.Description)}\n");
            }
        }
        return script.ToString();
    }

    private static string Names(Option option) =>
        string.Concat(
            option
                .Aliases.Prepend(option.Name)
                .Distinct()
                .Where(name => name.StartsWith('-') && name != "-?")
                .Select(name => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}")
        );

    private static string Value(Option option) =>
        !CommandTree.TakesValue(option) ? ""
        : CommandTree.Values(option) is { Count: > 0 } values ? $" -x -a '{string.Join(' ', values)}'"
        : CommandTree.TakesPath(option) ? " -r -F"
        : " -x";

    private static string Quoted(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
