using System.CommandLine;
using System.Text;

namespace Headgate.Cli.Completion;

/// <summary>The patterns of <c>case</c> that bash and zsh share.</summary>
internal static class ShellCases
{
    /// <summary>Every command as a pattern: the path before it, a blank, its name.</summary>
    public static string Commands(Command root) =>
        string.Join(
            '|',
            CommandTree.Of(root).SelectMany(at => at.Command.Subcommands.Where(c => !c.Hidden).Select(c => $"\"{at.Path} {c.Name}\""))
        );

    /// <summary>For every command the words that may follow.</summary>
    public static string Words(Command root)
    {
        var cases = new StringBuilder();
        foreach (var (path, command) in CommandTree.Of(root))
        {
            cases.Append($"    \"{path}\") words=\"{string.Join(' ', CommandTree.Words(command, root))}\" ;;\n");
        }
        return cases.ToString();
    }

    /// <summary>For every option that takes a value where it stands, as patterns of path, colon and name.</summary>
    public static IEnumerable<(string Places, Option Option)> Values(Command root) =>
        from at in CommandTree.Of(root)
        from option in CommandTree.Options(at.Command, root)
        where CommandTree.TakesValue(option)
        select (string.Join('|', option.Aliases.Prepend(option.Name).Distinct().Select(name => $"\"{at.Path}:{name}\"")), option);
}
