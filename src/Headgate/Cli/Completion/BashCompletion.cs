using System.CommandLine;
using System.Text;

namespace Headgate.Cli.Completion;

/// <summary>The script for bash.</summary>
internal static class BashCompletion
{
    /// <summary>The script.</summary>
    public static string Of(Command root) =>
        $$"""
            # Completion of headgate for bash; made by 'headgate completion bash'.
            _headgate() {
              local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} at= words= i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in
                  {{ShellCases.Commands(root)}}) at="${at:+$at }${COMP_WORDS[i]}" ;;
                esac
              done
              case "$at:$previous" in
            {{Values(root)}}  esac
              case "$at" in
            {{ShellCases.Words(root)}}  esac
              COMPREPLY=($(compgen -W "$words" -- "$current"))
            }
            complete -o default -F _headgate headgate ./headgate

            """;

    private static string Values(Command root)
    {
        var cases = new StringBuilder();
        foreach (var (places, option) in ShellCases.Values(root))
        {
            var values = CommandTree.Values(option);
            var generator =
                values.Count > 0 ? $"-W \"{string.Join(' ', values)}\""
                : CommandTree.TakesPath(option) ? "-f"
                : "-W \"\"";
            cases.Append($"    {places}) COMPREPLY=($(compgen {generator} -- \"$current\")); return ;;\n");
        }
        return cases.ToString();
    }
}
