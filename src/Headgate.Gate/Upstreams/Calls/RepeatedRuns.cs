using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>
/// A retry or rerun in an account elsewhere repeats what its run was given when it was triggered. Where that changed what the job does, the caller needs the right to trigger the job so, as it does on this platform.
/// </summary>
internal sealed class RepeatedRuns(AnswerReader reader, UpstreamClient client, OperationCatalogue catalogue)
{
    private const string Trigger = "jobs.trigger";
    private const long Failed = 20;

    /// <summary>The operations that repeat a run.</summary>
    public static bool Repeats(Operation operation) => operation.Id is "runs.retry" or "jobs.rerun";

    /// <summary>What a call would repeat, or why it may not.</summary>
    /// <returns>The overrides of the run, of which the answer may show no others; or the refusal.</returns>
    public async Task<(JsonElement Given, Answer? Refusal)> JudgeAsync(
        CallContext call,
        KnownUpstream upstream,
        CancellationToken cancellation
    )
    {
        var (path, isOne) =
            call.Operation.Id == "runs.retry"
                ? ($"runs/{call.RouteLong("run_id")}/?", true)
                : ($"runs/?job_definition_id={call.RouteLong("job_id")}&order_by=-id&limit=1&", false);
        var request = new UpstreamRequest(
            "GET",
            string.Create(CultureInfo.InvariantCulture, $"/api/v2/accounts/{upstream.AccountId}/{path}include_related=%5B%22trigger%22%5D")
        );
        using var read = await reader.ReadAsync(upstream, request, cancellation);
        if (read.Fault is { } fault)
        {
            return (default, fault.ToAnswer());
        }
        var run =
            !read.IsGood ? default
            : isOne ? read.Data
            : read.Data.ValueKind == JsonValueKind.Array ? read.Data.EnumerateArray().FirstOrDefault()
            : default;
        if (run.ValueKind == JsonValueKind.Undefined && !isOne && read.IsGood && read.Data.ValueKind == JsonValueKind.Array)
        {
            // The job has no run yet: what is made is the job as it is.
            return (JsonElement.Parse("{}"), null);
        }
        if (ThingPlaces.Of(TargetKind.Run, run, upstream.AccountId) is not { } place || place.JobId != call.Target.JobId)
        {
            return (default, client.Note(upstream, UpstreamFaults.UnknownShape(upstream)).ToAnswer());
        }
        if (!isOne && ThingPlaces.Whole(run, "status") is { } status && status != Failed)
        {
            return (JsonElement.Parse("{}"), null);
        }
        return Judge(call, place, run);
    }

    /// <summary>An override that a made run has and the one that was judged had not; null for none.</summary>
    public string? Other(JsonElement given, JsonElement made)
    {
        var now = OverridesOf(made);
        return now
            ?.EnumerateObject()
            .Select(field => field.Name)
            .FirstOrDefault(name =>
                !given.TryGetProperty(name, out var before) || !JsonElement.DeepEquals(before, now.Value.GetProperty(name))
            );
    }

    private (JsonElement Given, Answer? Refusal) Judge(CallContext call, Target place, JsonElement run)
    {
        if (OverridesOf(run) is not { } given)
        {
            return (
                default,
                Answer.Failure(
                    HttpStatusCode.Forbidden,
                    $"The account elsewhere does not say with which overrides run {place.Id} was triggered, and a retry repeats them. Trigger the job instead."
                )
            );
        }
        var job = place with { Kind = TargetKind.Job, Id = place.JobId!.Value.ToString(CultureInfo.InvariantCulture), RunId = null };
        return given.EnumerateObject().Any() && call.DecideAlso(catalogue.Find(Trigger)!, job, given) is { IsAllowed: false } denial
            ? (
                default,
                Answer
                    .Failure(
                        HttpStatusCode.Forbidden,
                        $"Run {place.Id} was triggered with overrides, and a retry repeats them. {denial.Message}"
                    )
                    .WithRemark(
                        new AnswerRemark(
                            "inherited-override",
                            "the run was triggered with overrides that the agent may not send; nothing was sent on"
                        )
                    )
            )
            : (given, null);
    }

    /// <summary>What a run was given beyond its job; null where the account does not say.</summary>
    private JsonElement? OverridesOf(JsonElement run)
    {
        if (!run.TryGetProperty("trigger", out var trigger) || trigger.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var field in catalogue.Find(Trigger)!.Fields.All.Where(field => field.IsOverride))
            {
                if (trigger.TryGetProperty(field.Name, out var value) && IsSomething(value))
                {
                    json.WritePropertyName(field.Name);
                    value.WriteTo(json);
                }
            }
            json.WriteEndObject();
        }
        return JsonElement.Parse(bytes.ToArray());
    }

    private static bool IsSomething(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.String => value.GetString()!.Length > 0,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            _ => true,
        };
}
