using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli;

/// <summary>A list of objects as a table, for people.</summary>
internal static class JsonTable
{
    /// <summary>Shows the list, or a sentence where it is empty.</summary>
    /// <param name="list">The objects.</param>
    /// <param name="empty">The sentence.</param>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="columns">Headings, and the members below them; a dot leads into an object.</param>
    public static void Show(JsonArray list, string empty, Terminal terminal, params (string Heading, string Member)[] columns)
    {
        if (list.Count == 0)
        {
            terminal.Line(empty);
            return;
        }
        var rows = list.OfType<JsonNode>().Select(one => (IReadOnlyList<string>)[.. columns.Select(c => Cell(one, c.Member))]).ToList();
        foreach (var line in TextTable.Lines([.. columns.Select(c => c.Heading)], rows, terminal))
        {
            terminal.Line(line);
        }
    }

    /// <summary>Prints the list as JSON where that is asked for, else as a table.</summary>
    public static void Print(JsonArray list, bool json, string empty, Terminal terminal, params (string Heading, string Member)[] columns)
    {
        if (json)
        {
            terminal.Line(list.ToJsonString(JsonOption.Format));
        }
        else
        {
            Show(list, empty, terminal, columns);
        }
    }

    private static string Cell(JsonNode one, string member)
    {
        JsonNode? found = one;
        foreach (var name in member.Split('.'))
        {
            found = (found as JsonObject)?[name];
        }
        return found switch
        {
            null => "-",
            JsonArray { Count: 0 } => "-",
            JsonArray list => string.Join(", ", list.Select(e => AnsiCodes.Strip(e?.ToString() ?? ""))),
            JsonValue value when value.GetValueKind() == JsonValueKind.String && IsTime(value.ToString(), out var time) =>
                time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            JsonValue value when value.GetValueKind() == JsonValueKind.True => "yes",
            JsonValue value when value.GetValueKind() == JsonValueKind.False => "no",
            _ => AnsiCodes.Strip(found.ToString()),
        };
    }

    private static bool IsTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 19
            && text[4] == '-'
            && text[10] is 'T' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
