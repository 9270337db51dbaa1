using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary>What the steps of a run warned of: nodes of their results, and lines of their logs.</summary>
/// <param name="nothing">Why there is nothing to tell; null where the steps say.</param>
internal sealed partial class RunWarnings(string? nothing)
{
    private readonly List<RunStepReport> _steps = [];
    private readonly List<string> _lines = [];
    private int _nodes;

    /// <summary>Adds a step that succeeded.</summary>
    public void Add(JsonElement step, JsonElement results)
    {
        if (RunStepReport.OfWarnings(step, results) is { } report)
        {
            _steps.Add(report);
            _nodes += results.At("results").EnumerateArray().Count(n => n.At("status").ValueEquals("warn"));
        }
        if (step.At("logs") is { ValueKind: JsonValueKind.String } log)
        {
            var plain = Colour().Replace(log.GetString()!, "");
            _lines.AddRange(plain.Split('\n').Where(l => Warning().IsMatch(l)).Select(l => l.Trim()).Where(l => !_lines.Contains(l)));
        }
    }

    /// <summary>Writes them.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("has_warnings", _nodes + _lines.Count > 0);
        json.WriteStartArray("warning_steps");
        foreach (var step in _steps)
        {
            step.Write(json);
        }
        json.WriteEndArray();
        json.WriteStartArray("log_warnings");
        foreach (var line in _lines)
        {
            json.WriteStartObject();
            json.WriteNull("unique_id");
            json.WriteString("message", line);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("total_warnings", _nodes + _lines.Count);
        json.WriteNumber("structured_warnings", _nodes);
        json.WriteNumber("log_warnings", _lines.Count);
        if (nothing is not null)
        {
            json.WriteString("message", nothing);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();

    [GeneratedRegex(@"^\s*(\d{2}:\d{2}:\d{2}\s+)?\[?(WARNING|WARN)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Warning();
}
