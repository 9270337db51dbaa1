using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Calls that are answered with one thing. The answer is judged again: it must be about what was asked, and lie where the caller may see it.</summary>
internal sealed class SingleAnswers(AnswerReader reader, UpstreamClient client, UpstreamTargets targets)
{
    /// <summary>Does one.</summary>
    public async Task<Answer> DoAsync(CallContext call, KnownUpstream upstream, CancellationToken cancellation)
    {
        if (await RefusedReplacementAsync(call, upstream, cancellation) is { } refused)
        {
            return refused;
        }
        var operation = call.Operation;
        var isChange = operation.Access == Access.Write;
        var request = new UpstreamRequest(operation.Method, RequestPath.Of(call) + RequestPath.Query(call, Nothing))
        {
            Body = RequestBody.Of(call),
            IsSafe = !isChange,
        };
        using var read = await reader.ReadAsync(upstream, request, cancellation);
        if (isChange)
        {
            // Whatever came of it: what was known before may not be so any more.
            targets.Forget(upstream);
        }
        return (await JudgeAsync(call, upstream, read, cancellation)).WithRemark(read.FoundToken ? ReadAnswer.TokenFound : null);
    }

    private static IReadOnlyDictionary<string, string?> Nothing { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    private async Task<Answer> JudgeAsync(CallContext call, KnownUpstream upstream, ReadAnswer read, CancellationToken cancellation)
    {
        if (read.Fault is { } fault)
        {
            return fault.ToAnswer();
        }
        var traces = reader.TracesOf(upstream);
        if (!read.IsGood)
        {
            return Refused.Of(call, read, traces);
        }
        var (data, form) = (read.Data, call.Operation.Answers);
        if (data.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return read.Document is null || data.ValueKind == JsonValueKind.Null
                ? Answer.Of(form, json => json.WriteNullValue())
                : Fail(call, upstream, UpstreamFaults.UnknownShape(upstream));
        }
        if (AnswerThings.Of(call.Operation) is not { } kind)
        {
            return data.ValueKind == JsonValueKind.Array
                ? Plain(call, read, traces)
                : Fail(call, upstream, UpstreamFaults.UnknownShape(upstream));
        }
        if (data.ValueKind != JsonValueKind.Object)
        {
            return Fail(call, upstream, UpstreamFaults.UnknownShape(upstream));
        }
        if (JudgedThing.Of(kind, data, call.AccountId) is not { } thing)
        {
            return Fail(
                call,
                upstream,
                UpstreamFaults.OtherThing(upstream, Asked(call), "what cannot be judged, or is of another account")
            );
        }
        if (Misfit(call, upstream, data, thing.Place) is { } misfit)
        {
            return Fail(call, upstream, misfit);
        }
        var named = await NamedThings.FindAsync(
            [thing],
            call.Scope,
            (kind, id) => targets.FindAsync(upstream, kind, id, isFresh: false, cancellation)
        );
        var writer = new ThingWriter(call, new CleanTexts(traces, read.Body.Span), named);
        return Written(call, writer.Write(thing, call.Operation.Answers.Type!), writer);
    }

    private static Answer Plain(CallContext call, ReadAnswer read, TokenTraces traces)
    {
        var writer = new ThingWriter(call, new CleanTexts(traces, read.Body.Span), NamedThings.All);
        return Written(call, writer.WritePlain(read.Data), writer);
    }

    private static Answer Written(CallContext call, ReadOnlyMemory<byte> bytes, ThingWriter writer) =>
        Answer
            .Of(call.Operation.Answers, json => json.WriteRawValue(bytes.Span, skipInputValidation: true))
            .WithRemark(writer.Texts.FoundToken ? ReadAnswer.TokenFound : null);

    /// <summary>How an answer does not fit what was asked; null where it does.</summary>
    private static UpstreamFault? Misfit(CallContext call, KnownUpstream upstream, JsonElement data, Target got)
    {
        var asked = call.Target;
        if (AnswerThings.IsAboutTarget(call.Operation) && asked.Id != got.Id)
        {
            return UpstreamFaults.OtherThing(upstream, asked.Id, got.Id);
        }
        if (got.Kind == TargetKind.Run && asked.JobId is { } job && got.JobId != job)
        {
            return AnswerThings.IsAboutTarget(call.Operation)
                ? UpstreamFaults.OtherThing(upstream, $"a run of job {job}", $"one of job {got.JobId}")
                : UpstreamFaults.Differs(
                    upstream,
                    string.Create(CultureInfo.InvariantCulture, $"job {job} was meant, the run is of job {got.JobId}")
                );
        }
        if (Unasked(call, data) is { } field)
        {
            return UpstreamFaults.Differs(upstream, $"the run has {field}, which was not sent");
        }
        if (asked.Kind == TargetKind.Account || IsAtSamePlace(asked, got) || call.IsAllowedAt(AsTarget(asked, got)))
        {
            return IsVisible(call, got) ? null : UpstreamFaults.Moved(upstream);
        }
        return UpstreamFaults.Moved(upstream);
    }

    /// <summary>What was made at the account's own level is judged where it now lies.</summary>
    private static bool IsVisible(CallContext call, Target got) =>
        call.Target.Kind != TargetKind.Account || call.Scope.Sees(got.ProjectId, got.EnvironmentId, got.JobId) || call.IsAllowedAt(got);

    private static bool IsAtSamePlace(Target asked, Target got) =>
        Same(asked.ProjectId, got.ProjectId) && Same(asked.EnvironmentId, got.EnvironmentId);

    private static bool Same(long? asked, long? got) => asked is null || got is null || asked == got;

    private static Target AsTarget(Target asked, Target got) =>
        got.Kind == asked.Kind ? got : asked with { ProjectId = got.ProjectId, EnvironmentId = got.EnvironmentId, JobId = got.JobId };

    /// <summary>An override that a run has and the call did not send.</summary>
    private static string? Unasked(CallContext call, JsonElement run)
    {
        if (
            call.Operation.Id != "jobs.trigger"
            || !run.TryGetProperty("trigger", out var trigger)
            || trigger.ValueKind != JsonValueKind.Object
        )
        {
            return null;
        }
        return call
            .Operation.Fields.All.Where(f => f.IsOverride && call.Source.Find(f).IsAbsent)
            .Select(f => f.Name)
            .FirstOrDefault(name =>
                trigger.TryGetProperty(name, out var value)
                && value.ValueKind switch
                {
                    JsonValueKind.Null => false,
                    JsonValueKind.String => value.GetString()!.Length > 0,
                    JsonValueKind.Array => value.GetArrayLength() > 0,
                    _ => true,
                }
            );
    }

    private static string Asked(CallContext call) => call.Target.Id.Length > 0 ? call.Target.Id : call.Operation.Id;

    private Answer Fail(CallContext call, KnownUpstream upstream, UpstreamFault fault) =>
        client.Note(upstream, call.Operation.Access == Access.Write ? fault.OfChange() : fault).ToAnswer();

    /// <summary>
    /// A job is replaced as a whole. What it names and the caller may not see is not in what the caller read, so that a replacement would take it away unseen: it is left to those
    /// who may see all of it.
    /// </summary>
    private async Task<Answer?> RefusedReplacementAsync(CallContext call, KnownUpstream upstream, CancellationToken cancellation)
    {
        if (call.Operation.Id != "jobs.update" || call.IsDeletion || call.Scope.All)
        {
            return null;
        }
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v2/accounts/{call.AccountId}/jobs/{call.RouteLong("job_id")}/");
        using var read = await reader.ReadAsync(upstream, new UpstreamRequest("GET", path), cancellation);
        if (read.Fault is { } fault)
        {
            return fault.ToAnswer();
        }
        if (!read.IsGood || JudgedThing.Of(TargetKind.Job, read.Data, call.AccountId) is not { } job)
        {
            return client.Note(upstream, UpstreamFaults.UnknownShape(upstream)).ToAnswer();
        }
        var named = await NamedThings.FindAsync(
            [job],
            call.Scope,
            (kind, id) => targets.FindAsync(upstream, kind, id, isFresh: true, cancellation)
        );
        return job.Facts.Named.All(n => named.AreSeen(n.Kind, n.Id))
            ? null
            : Answer
                .Failure(
                    System.Net.HttpStatusCode.Forbidden,
                    "The job names jobs or environments that you may not see (what it defers to, or what it runs after). Replacing it would take them away; nothing was sent on. "
                        + "Someone who may see them can change the job."
                )
                .WithRemark(
                    new AnswerRemark(
                        "hidden-references",
                        "the job names things that the caller may not see, so that the change was not sent"
                    )
                );
    }
}
