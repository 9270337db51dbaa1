using System.CommandLine;
using System.CommandLine.Completions;

namespace Headgate.Cli.Completion;

/// <summary>The commands with what may follow each, as the scripts of shells need it: read from the commands themselves.</summary>
internal static class CommandTree
{
    private static readonly string[] Paths = ["DIR", "FILE", "FOLDER", "PATH", "FOLDER|GIT-URL"];

    /// <summary>All commands that are shown, each with its path: empty for the root, <c>agent add</c> for a subcommand.</summary>
    public static IEnumerable<(string Path, Command Command)> Of(Command root, string path = "") =>
        root.Subcommands.Where(c => !c.Hidden).SelectMany(c => Of(c, path.Length == 0 ? c.Name : $"{path} {c.Name}")).Prepend((path, root));

    /// <summary>The options of a command, those that hold for all commands too.</summary>
    public static IEnumerable<Option> Options(Command command, Command root) =>
        command.Options.Concat(command == root ? [] : root.Options.Where(o => o.Recursive)).Where(o => !o.Hidden);

    /// <summary>Names of subcommands and options that may follow a command.</summary>
    public static IEnumerable<string> Words(Command command, Command root) =>
        command
            .Subcommands.Where(c => !c.Hidden)
            .Select(c => c.Name)
            .Concat(Options(command, root).SelectMany(o => o.Aliases.Prepend(o.Name)).Where(IsTyped).Order(StringComparer.Ordinal));

    /// <summary>Whether an option takes a value.</summary>
    public static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    /// <summary>Whether an option's value is a file or folder.</summary>
    public static bool TakesPath(Option option) => TakesValue(option) && Paths.Contains(option.HelpName);

    /// <summary>The only values that an option takes, where there are such.</summary>
    public static IReadOnlyList<string> Values(Option option) =>
        TakesValue(option) ? [.. option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)] : [];

    private static bool IsTyped(string name) => name.StartsWith('-') && name is not ("-?" or "/h" or "/?");
}
