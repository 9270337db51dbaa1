using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>get_job_run_error</c>: what went wrong in a run, node by node, and what it warned of.</summary>
internal static class GetJobRunError
{
    public static AgentTool Of(Operation operation) =>
        new(
            "get_job_run_error",
            operation,
            [
                .. OperationTools.ArgumentsOf(operation, "include_related"),
                Flag("include_warnings", "Also tell what the steps that succeeded warned of."),
                Flag("warning_only", "Tell only what the steps that succeeded warned of."),
            ],
            WorkAsync,
            "Get what went wrong in a run",
            "The steps of a run that failed, with the nodes that failed in them, their messages and their SQL; the end of the step's log where no results were left. "
                + "With include_warnings also what the steps that succeeded warned of. Read it before a retry."
        );

    private static async ValueTask<ModelContextProtocol.Protocol.CallToolResult> WorkAsync(ToolCall call, CancellationToken cancellation)
    {
        var arguments = call.With(("include_related", new[] { "run_steps" }));
        arguments.Remove("include_warnings");
        arguments.Remove("warning_only");
        var (wantsAlso, wantsOnly) = (IsTrue(call, "include_warnings"), IsTrue(call, "warning_only"));
        var run = await call.AskAsync("runs.get", arguments, cancellation);
        if (run.Refusal is { } refusal)
        {
            return ToolResults.Error(refusal);
        }
        var isCancelled = run.Data.At("is_cancelled").ValueKind == JsonValueKind.True;
        var warnings = wantsAlso || wantsOnly ? await WarningsAsync(call, run.Data, isCancelled, cancellation) : null;
        if (wantsOnly)
        {
            return ToolResults.One(Cut.Written(warnings!.Write));
        }
        var failures = isCancelled
            ? [RunStepReport.Of("Job run was cancelled", run.Data)]
            : await FailuresAsync(call, run.Data, cancellation);
        return ToolResults.One(
            Cut.Written(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("failed_steps");
                foreach (var step in failures)
                {
                    step.Write(json);
                }
                json.WriteEndArray();
                if (warnings is not null)
                {
                    json.WritePropertyName("warnings");
                    warnings.Write(json);
                }
                json.WriteEndObject();
            })
        );
    }

    private static async ValueTask<List<RunStepReport>> FailuresAsync(ToolCall call, JsonElement run, CancellationToken cancellation)
    {
        var failures = new List<RunStepReport>();
        foreach (var step in Steps(run, RunStatuses.Error))
        {
            var results = await ResultsAsync(call, run, step, cancellation);
            failures.Add(RunStepReport.OfFailure(step, results));
        }
        return failures.Count > 0 ? failures : [RunStepReport.Of("No failed step found", run)];
    }

    private static async ValueTask<RunWarnings> WarningsAsync(
        ToolCall call,
        JsonElement run,
        bool isCancelled,
        CancellationToken cancellation
    )
    {
        var warnings = new RunWarnings(isCancelled ? "Run was cancelled" : null);
        foreach (var step in isCancelled ? [] : Steps(run, RunStatuses.Success))
        {
            warnings.Add(step, await ResultsAsync(call, run, step, cancellation));
        }
        return warnings;
    }

    /// <summary>The step's <c>run_results.json</c>; of kind Undefined where there is none, or where the caller may not read artifacts.</summary>
    private static async ValueTask<JsonElement> ResultsAsync(
        ToolCall call,
        JsonElement run,
        JsonElement step,
        CancellationToken cancellation
    )
    {
        var path = Cut.Written(json => json.WriteStringValue("run_results.json"));
        var file = await call.AskAsync(
            "artifacts.get",
            [new("run_id", run.At("id")), new("path", path), new("step", step.At("index"))],
            cancellation,
            call.Settings.ResultLimit
        );
        try
        {
            return file.File is { } text ? JsonElement.Parse(text) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static IEnumerable<JsonElement> Steps(JsonElement run, int status) =>
        run.At("run_steps") is { ValueKind: JsonValueKind.Array } steps
            ? steps.EnumerateArray().Where(s => s.At("status") is { ValueKind: JsonValueKind.Number } number && number.GetInt32() == status)
            : [];

    private static bool IsTrue(ToolCall call, string name) => call.Argument(name).ValueKind == JsonValueKind.True;

    private static ToolArgument Flag(string name, string says) =>
        new(
            name,
            new()
            {
                ["type"] = "boolean",
                ["default"] = false,
                ["description"] = says,
            },
            false,
            says
        );
}
