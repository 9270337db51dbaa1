using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headgate.Mcp.Local.Commands;

/// <summary>A line of dbt's output, understood: one JSON event, or a text of something that writes no events.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsShown">Whether it belongs to the result: what was asked for, and what went wrong.</param>
internal sealed partial record OutputLine(string Text, bool IsShown)
{
    /// <summary>Events that are the answer to what was asked, or say what a test found. Errors are always shown.</summary>
    private static readonly string[] Answers =
    [
        "ListCmdOut",
        "ShowNode",
        "CompiledNode",
        "PrintEvent",
        "RunResultWarning",
        "RunResultWarningMessage",
        "NoNodesForSelectionCriteria",
        "NoNodesSelected",
    ];

    /// <summary>Whether it counts what passed and failed.</summary>
    public bool IsSummary { get; private init; }

    /// <summary>How many nodes there are, where it says that one of them is done.</summary>
    public int? NodesInAll { get; private init; }

    /// <summary>Reads a line.</summary>
    public static OutputLine Read(string line)
    {
        if (!line.StartsWith('{'))
        {
            return new OutputLine(line, true);
        }
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("info", out var info) && info.ValueKind == JsonValueKind.Object
                ? Event(Member(info, "name"), Member(info, "level"), Member(info, "msg"))
                : new OutputLine(line, true);
        }
        catch (JsonException)
        {
            return new OutputLine(line, true);
        }
    }

    private static OutputLine Event(string name, string level, string message) =>
        new(message, level == "error" || Answers.Contains(name, StringComparer.Ordinal))
        {
            IsSummary = name == "StatsLine",
            NodesInAll =
                !name.StartsWith("LogHook", StringComparison.Ordinal)
                && Place().Match(message) is { Success: true } place
                && place.Groups["state"].Value != "START"
                    ? int.Parse(place.Groups["all"].Value, CultureInfo.InvariantCulture)
                    : null,
        };

    private static string Member(JsonElement info, string name) =>
        info.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex(@"^\s*[0-9]{1,6} of (?<all>[0-9]{1,6}) (?<state>[A-Z]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
