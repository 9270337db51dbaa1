using System.CommandLine;
using System.Text;

namespace Headgate.Cli.Completion;

/// <summary>The script for zsh.</summary>
internal static class ZshCompletion
{
    /// <summary>The script.</summary>
    public static string Of(Command root) =>
        $$"""
            #compdef headgate
            # Completion of headgate for zsh; made by 'headgate completion zsh'.
            _headgate() {
              local at= follow= i previous=${words[CURRENT-1]}
              for ((i = 2; i < CURRENT; i++)); do
                case "$at ${words[i]}" in
                  {{ShellCases.Commands(root)}}) at="${at:+$at }${words[i]}" ;;
                esac
              done
              case "$at:$previous" in
            {{Values(root)}}  esac
              case "$at" in
            {{ShellCases.Words(root).Replace(") words=", ") follow=", StringComparison.Ordinal)}}  esac
              compadd -- ${=follow}
            }
            if [ "$funcstack[1]" = "_headgate" ]; then _headgate "$@"; else compdef _headgate headgate; fi

            """;

    private static string Values(Command root)
    {
        var cases = new StringBuilder();
        foreach (var (places, option) in ShellCases.Values(root))
        {
            var values = CommandTree.Values(option);
            var action =
                values.Count > 0 ? $"compadd -- {string.Join(' ', values)}"
                : CommandTree.TakesPath(option) ? "_files"
                : "_message value";
            cases.Append($"    {places}) {action}; return ;;\n");
        }
        return cases.ToString();
    }
}
