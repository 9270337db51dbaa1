using System.Text.Json;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary>One step of a run, as <c>get_job_run_error</c> tells of it.</summary>
internal sealed class RunStepReport
{
    private const int LogLines = 50;

    private readonly Action<Utf8JsonWriter> _write;

    private RunStepReport(Action<Utf8JsonWriter> write) => _write = write;

    /// <summary>A sentence about the whole run.</summary>
    public static RunStepReport Of(string message, JsonElement run) =>
        new(json => WriteStep(json, default, default, run.At("finished_at"), [Sentence(message, null, null)]));

    /// <summary>A step that failed: its failed nodes, or where there are none the end of its log.</summary>
    /// <param name="step">The step.</param>
    /// <param name="results">Its <c>run_results.json</c>; of kind Undefined for none.</param>
    public static RunStepReport OfFailure(JsonElement step, JsonElement results)
    {
        var failed = Nodes(results, "error", "fail", "runtime error", "skipped due to error").ToList();
        var log = LogEnd(step);
        IReadOnlyList<Action<Utf8JsonWriter>> written =
            failed.Count > 0 ? [.. failed.Select<JsonElement, Action<Utf8JsonWriter>>(n => json => WriteNode(json, n))]
            : results.ValueKind == JsonValueKind.Undefined
                ? [Sentence("run_results.json not available - returning logs", "No database relation", log)]
            : [Sentence("No failures found in run_results.json", null, log)];
        return new(json => WriteStep(json, results.At("args", "target"), step.At("name"), step.At("finished_at"), written));
    }

    /// <summary>A step that succeeded, with the nodes that warned; null where none did.</summary>
    public static RunStepReport? OfWarnings(JsonElement step, JsonElement results)
    {
        IReadOnlyList<Action<Utf8JsonWriter>> warned =
        [
            .. Nodes(results, "warn").Select<JsonElement, Action<Utf8JsonWriter>>(n => json => WriteNode(json, n)),
        ];
        return warned.Count == 0
            ? null
            : new(json => WriteStep(json, results.At("args", "target"), step.At("name"), step.At("finished_at"), warned));
    }

    /// <summary>Writes it.</summary>
    public void Write(Utf8JsonWriter json) => _write(json);

    private static IEnumerable<JsonElement> Nodes(JsonElement results, params string[] statuses) =>
        results.At("results") is { ValueKind: JsonValueKind.Array } nodes
            ? nodes
                .EnumerateArray()
                .Where(n => n.At("status") is { ValueKind: JsonValueKind.String } status && statuses.Contains(status.GetString()))
            : [];

    private static void WriteStep(
        Utf8JsonWriter json,
        JsonElement target,
        JsonElement name,
        JsonElement finished,
        IReadOnlyList<Action<Utf8JsonWriter>> results
    )
    {
        json.WriteStartObject();
        Write(json, "target", target);
        Write(json, "step_name", name);
        Write(json, "finished_at", finished);
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            result(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, JsonElement node)
    {
        json.WriteStartObject();
        json.Members(node, "unique_id", "relation_name", "message", "status", "compiled_code");
        json.WriteNull("truncated_logs");
        json.WriteEndObject();
    }

    private static Action<Utf8JsonWriter> Sentence(string message, string? relation, string? log) =>
        json =>
        {
            json.WriteStartObject();
            json.WriteNull("unique_id");
            json.WriteString("relation_name", relation);
            json.WriteString("message", message);
            json.WriteNull("status");
            json.WriteNull("compiled_code");
            json.WriteString("truncated_logs", log);
            json.WriteEndObject();
        };

    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }

    /// <summary>The last lines of a step's log.</summary>
    private static string LogEnd(JsonElement step)
    {
        var lines = (step.At("logs") is { ValueKind: JsonValueKind.String } log ? log.GetString()! : "").Split('\n');
        return lines.Length <= LogLines
            ? string.Join('\n', lines)
            : $"Logs truncated to last {LogLines} lines...\n{string.Join('\n', lines[^LogLines..])}";
    }
}
