using Headgate.Mcp.Local.Commands;

namespace Headgate.Mcp.Local.Tools;

/// <summary>
/// What an argument may be so that dbt takes it for what it is and for nothing else. Each is handed over as one word, and none may look like an option: not even a part of it
/// that a program could take for a word of its own.
/// </summary>
internal static class Words
{
    /// <summary>What is wrong with a text that becomes one word; null where nothing is.</summary>
    public static string? Fault(string name, string text) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} must not be blank; leave it out instead."
        : text.Contains('\0', StringComparison.Ordinal) ? $"{name} must not hold the character U+0000."
        : text.TrimStart() is ['-', ..]
            ? $"{name} must not begin with \"-\": options are not taken here, only the arguments that the tool has."
        : null;

    /// <summary>What is wrong with a selection of nodes; null where nothing is.</summary>
    public static string? SelectionFault(string name, string text) =>
        Fault(name, text)
        ?? (
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => part[0] == '-') is { } option
                ? $"{name} holds \"{Shown(option)}\", which begins with \"-\": options are not taken here, only names and methods of dbt's selection."
                : null
        );

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? NameFault(string name, string text) =>
        Fault(name, text) ?? (text.Any(char.IsWhiteSpace) ? $"{name} must be one name, without blanks." : null);

    /// <summary>What is wrong with a mapping; null where nothing is. Whether it is YAML is dbt's to judge.</summary>
    public static string? MappingFault(string name, string text) =>
        Fault(name, text)
        ?? (text.TrimStart() is ['@', ..] ? $"{name} must be a mapping, such as {{\"days\": 3}}: files are not read here." : null);

    /// <summary>What is wrong with a folder of the project; null where nothing is.</summary>
    public static string? FolderFault(string name, string text, DbtProject project) =>
        Fault(name, text)
        ?? (
            project.Holds(Path.Combine(project.Folder, text))
                ? null
                : $"{name} must be a folder inside the project ({project.Folder}), links resolved; \"{Shown(text)}\" is not."
        );

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
