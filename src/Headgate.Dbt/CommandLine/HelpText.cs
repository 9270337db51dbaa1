using System.Text;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.CommandLine;

/// <summary>Writes the help of a command or of a group in the layout that dbt's users know.</summary>
internal static class HelpText
{
    private const int Width = 80;
    private const int NameWidth = 30;
    private const int Column = NameWidth + 4;

    /// <summary>The word after a command as its usage shows it, with a blank before it; empty where it takes none.</summary>
    public static string ArgumentOf(CommandSpec command) => command.Argument is null ? "" : " " + command.Argument;

    /// <summary>The words of a command with <c>dbt</c> before them.</summary>
    public static string Title(IReadOnlyList<string> path) => string.Join(' ', path.Prepend("dbt"));

    /// <summary>The help of a group.</summary>
    public static string Of(CommandGroup group, IReadOnlyList<string> path)
    {
        var text = new StringBuilder().Append($"Usage: {Title(path)} [OPTIONS] COMMAND [ARGS]...\n\n");
        Paragraph(text, group.Summary);
        Options(text, GlobalOptions.All);
        text.Append("\nCommands:\n");
        var entries = group
            .Commands.Select(c => (Name: c.Name.Split(' ')[^1], c.Summary))
            .Concat(group.Groups.Select(g => (g.Name, g.Summary)))
            .OrderBy(e => e.Name, StringComparer.Ordinal)
            .ToList();
        var width = entries.Max(e => e.Name.Length) + 2;
        foreach (var (name, summary) in entries)
        {
            text.Append("  ").Append(name.PadRight(width)).Append(summary).Append('\n');
        }
        if (path.Count == 0)
        {
            text.Append("\n  dbt COMMAND --help says more about a command.\n");
        }
        return text.ToString();
    }

    /// <summary>The help of a command.</summary>
    public static string Of(CommandSpec command, IReadOnlyList<string> path)
    {
        var text = new StringBuilder().Append($"Usage: {Title(path)} [OPTIONS]{ArgumentOf(command)}\n\n");
        Paragraph(text, command.Summary);
        Options(text, [.. GlobalOptions.All.Where(o => o != GlobalOptions.Help), .. command.Options, GlobalOptions.Help]);
        return text.ToString();
    }

    private static void Paragraph(StringBuilder text, string sentence)
    {
        foreach (var line in Wrapped.Lines(sentence, Width - 4))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void Options(StringBuilder text, IReadOnlyList<Option> options)
    {
        text.Append("\nOptions:\n");
        foreach (var option in options.Where(o => !o.Hidden))
        {
            var name = Spelling(option);
            text.Append("  ").Append(name);
            var lines = Wrapped.Lines(option.Help, Width - Column).ToList();
            text.Append(name.Length <= NameWidth ? new string(' ', Column - 2 - name.Length) : "\n" + new string(' ', Column));
            text.AppendJoin("\n" + new string(' ', Column), lines).Append('\n');
        }
    }

    private static string Spelling(Option option)
    {
        var on = string.Join(", ", option.Names.OrderBy(n => n.StartsWith("--", StringComparison.Ordinal)));
        var off = option.OffNames.Count == 0 ? "" : " / " + string.Join(", ", option.OffNames);
        return on + off + (option.Metavar.Length == 0 ? "" : " " + option.Metavar);
    }
}
