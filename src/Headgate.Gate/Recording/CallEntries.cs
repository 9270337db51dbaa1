using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Journal.Text;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Gate.Recording;

/// <summary>Writes the members of decisions and outcomes.</summary>
internal static class CallEntries
{
    private const int LongestSentence = 1000;

    public static void WriteDecision(Utf8JsonWriter json, CallRecord record, RecordKey key)
    {
        json.WriteString("kind"u8, "decision"u8);
        json.WriteString("decision"u8, record.Word.ToString());
        json.WriteString("reason"u8, record.Reason.Code());
        json.WriteString("request"u8, record.RequestId);
        if (record.Caller.Kind != CallerKind.Anonymous)
        {
            WriteCaller(json, record.Caller);
        }
        if (record.Fingerprint is { Length: > 0 } fingerprint)
        {
            json.WriteString("fingerprint"u8, fingerprint);
        }
        json.WriteString("from"u8, record.Address);
        if (record.Claims is { } claims)
        {
            WriteClaims(json, claims);
        }
        json.WriteString("surface"u8, record.Surface);
        if (record.Tool is { } tool)
        {
            json.WriteString("tool"u8, VisibleText.Of(tool, 128));
        }
        json.WriteString("method"u8, record.Method);
        json.WriteString("url"u8, VisibleText.Of(SecretMask.Apply(record.Path), 300));
        if (record.Operation is { } operation)
        {
            json.WriteString("operation"u8, operation.Id);
        }
        if (record.Caller.Upstream is { } upstream)
        {
            json.WriteString("upstream"u8, VisibleText.Of(upstream.Name));
            json.WriteNumber("upstream_account"u8, record.Caller.AccountId);
        }
        if (record.Target is { } target)
        {
            WritePath(json, target, record.Caller);
        }
        if (record.Arguments is { } arguments)
        {
            WriteArguments(json, arguments, key);
        }
        if (record.Caller.Rights?.Version is { } version)
        {
            json.WriteNumber("policy"u8, version);
        }
        if (record.Decision?.Grant is { } grant)
        {
            json.WriteString("grant"u8, VisibleText.Of(grant, 256));
        }
        if (record.Decision?.Argument is { } argument)
        {
            json.WriteString("argument"u8, VisibleText.Of(argument));
        }
        if (record.Decision?.Observed is { } observed)
        {
            json.WriteString("observed"u8, observed.Reason.Code());
        }
        if (record.Note is { } note)
        {
            json.WriteString("note"u8, VisibleText.Of(note));
        }
        if (record.Status != 0)
        {
            json.WriteNumber("status"u8, record.Status);
        }
        json.WriteString("sentence"u8, VisibleText.Of(SecretMask.Apply(Observed(record)), LongestSentence));
    }

    private static string Observed(CallRecord record) =>
        record.Decision?.Observed is { } would ? $"{record.Sentence} Only observed: {would.Message}" : record.Sentence;

    public static void WriteOutcome(Utf8JsonWriter json, RecordTicket ticket, CallOutcome outcome)
    {
        var ended =
            outcome.Stopped is not null ? "stopped"
            : outcome.Status == 499 ? "client-left"
            : outcome.Status >= 500 ? "failed"
            : outcome.Status >= 400 ? "refused"
            : "completed";
        json.WriteString("kind"u8, "outcome"u8);
        if (outcome.Remark is { IsDenial: true } denial)
        {
            json.WriteString("decision"u8, nameof(RecordWord.Denied));
            json.WriteString("reason"u8, denial.Code);
        }
        else if (outcome.Stopped is { } reason)
        {
            json.WriteString("decision"u8, nameof(RecordWord.Stopped));
            json.WriteString("reason"u8, reason.Code());
        }
        if (ticket.Record is { } decision)
        {
            json.WriteString("request"u8, decision.RequestId);
            json.WriteString("operation"u8, decision.Operation?.Id);
        }
        if (ticket.Sequence > 0)
        {
            json.WriteNumber("decision_seq"u8, ticket.Sequence);
        }
        json.WriteNumber("status"u8, outcome.Status);
        if (outcome.Bytes is { } bytes)
        {
            json.WriteNumber("bytes"u8, bytes);
        }
        json.WriteNumber("micros"u8, (long)outcome.Duration.TotalMicroseconds);
        json.WriteString("ended"u8, ended);
        if (outcome.Remark is { } remark)
        {
            json.WriteString("outcome"u8, remark.Code);
            if (remark.IsSevere)
            {
                json.WriteString("severity"u8, "high"u8);
            }
            if (remark.ToldRuns.Count > 0)
            {
                json.WriteStartArray("told_runs"u8);
                foreach (var run in remark.ToldRuns)
                {
                    json.WriteNumberValue(run);
                }
                json.WriteEndArray();
            }
        }
        json.WriteString(
            "sentence"u8,
            VisibleText.Of(
                SecretMask.Apply(
                    outcome.Remark is { IsDenial: true } no ? Denied(outcome, no) : Remarked(Sentence(outcome, ended), outcome.Remark)
                ),
                LongestSentence
            )
        );
    }

    /// <summary>One record for refusals that were too many to be recorded one by one.</summary>
    public static void WriteSummary(Utf8JsonWriter json, RefusalCount refusal)
    {
        var record = refusal.First;
        json.WriteString("kind"u8, "summary"u8);
        json.WriteString("decision"u8, record.Word.ToString());
        if (!refusal.OfMany)
        {
            json.WriteString("reason"u8, record.Reason.Code());
            if (record.Caller.Kind != CallerKind.Anonymous)
            {
                WriteCaller(json, record.Caller);
            }
            json.WriteString("from"u8, record.Address);
        }
        json.WriteString("surface"u8, record.Surface);
        json.WriteNumber("count"u8, refusal.Count);
        json.WriteString("sentence"u8, VisibleText.Of(Sentence(refusal), LongestSentence));
    }

    private static string Denied(CallOutcome outcome, AnswerRemark why) =>
        string.Create(CultureInfo.InvariantCulture, $"Denied after all with {outcome.Status}, and nothing was sent: {why.Says}.");

    private static string Remarked(string sentence, AnswerRemark? remark) =>
        remark is null ? sentence : $"{sentence} Upstream: {remark.Says}.";

    private static string Sentence(RefusalCount refusal)
    {
        var record = refusal.First;
        if (refusal.OfMany)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{refusal.Count} more calls were refused within a minute, of more sources than can be told apart."
            );
        }
        var from = record.Caller.Kind == CallerKind.Anonymous ? record.Address : record.Caller.Name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{refusal.Count} more calls of {from} ended in the same way within a minute: {record.Word}, {record.Reason.Code()}."
        );
    }

    private static string Sentence(CallOutcome outcome, string ended) =>
        ended switch
        {
            "client-left" when outcome.Bytes is > 0 and var sent => string.Create(
                CultureInfo.InvariantCulture,
                $"The caller left after {sent} bytes of the answer."
            ),
            "client-left" => "The caller left before the answer.",
            "stopped" => string.Create(
                CultureInfo.InvariantCulture,
                $"Stopped after {outcome.Bytes ?? 0} bytes of the answer: {(outcome.Stopped == Reason.Stopping ? "the server stopped" : "the caller may not read it any more")}."
            ),
            "refused" when outcome.Also is { } also => string.Create(CultureInfo.InvariantCulture, $"Ended with {outcome.Status}: {also}."),
            "refused" => string.Create(
                CultureInfo.InvariantCulture,
                $"Refused after all with {outcome.Status}, and nothing was changed: {outcome.Refusal ?? "it was not accepted"}."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Answered {outcome.Status}{(outcome.Bytes is { } b ? $" with {b} bytes" : "")} after {outcome.Duration.TotalMilliseconds:0.#} ms.{(outcome.Also is { } also ? $" Also {also}." : "")}"
            ),
        };

    private static void WriteArguments(Utf8JsonWriter json, RecordedArguments arguments, RecordKey key)
    {
        json.WriteStartObject("arguments"u8);
        json.WriteString("digest"u8, key.Of(arguments.Digest.Span));
        foreach (var (field, value) in arguments.Told)
        {
            json.WriteString(VisibleText.Of(field), VisibleText.Of(SecretMask.Apply(value), 400));
        }
        json.WriteEndObject();
    }

    private static void WriteClaims(Utf8JsonWriter json, CallerClaims claims)
    {
        json.WriteStartObject("claims"u8);
        Write("request_id"u8, claims.RequestId);
        Write("traceparent"u8, claims.TraceParent);
        Write("forwarded_for"u8, claims.ForwardedFor);
        json.WriteEndObject();

        void Write(ReadOnlySpan<byte> name, string? claim)
        {
            if (claim is not null)
            {
                json.WriteString(name, VisibleText.Of(SecretMask.Apply(claim)));
            }
        }
    }

    private static void WriteCaller(Utf8JsonWriter json, Caller caller)
    {
        json.WriteStartObject("caller"u8);
        json.WriteString("kind"u8, KindName(caller.Kind));
        json.WriteNumber("id"u8, caller.Id);
        json.WriteString("name"u8, VisibleText.Of(caller.Name));
        if (caller.Chain.Count > 0)
        {
            json.WriteStartArray("for"u8);
            foreach (var principal in caller.Chain)
            {
                json.WriteStartObject();
                json.WriteString("kind"u8, principal.Kind);
                json.WriteString("id"u8, VisibleText.Of(principal.Id, 300));
                json.WriteString("name"u8, VisibleText.Of(principal.Name));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string KindName(CallerKind kind) =>
        kind switch
        {
            CallerKind.Agent => "agent",
            CallerKind.ServiceToken => "service_token",
            CallerKind.PersonalToken => "personal_token",
            _ => "unknown",
        };

    private static void WritePath(Utf8JsonWriter json, Target target, Caller caller)
    {
        json.WriteStartObject("path"u8);
        // Of whom the record is: ids of accounts elsewhere say nothing about who may read it.
        json.WriteNumber("account"u8, caller.Upstream is null ? target.AccountId : caller.HomeAccountId);
        Place(json, "project"u8, "project_name"u8, target.ProjectId, target.ProjectName);
        Place(json, "environment"u8, "environment_name"u8, target.EnvironmentId, target.EnvironmentName);
        Place(json, "job"u8, "job_name"u8, target.JobId, target.JobName);
        Place(json, "run"u8, default, target.RunId, null);
        if (target.Kind is not (TargetKind.Account or TargetKind.Project or TargetKind.Environment or TargetKind.Job or TargetKind.Run))
        {
            json.WriteString("kind"u8, target.Kind.ToString());
            json.WriteString("id"u8, VisibleText.Of(target.Id));
            if (target.Name is { } name)
            {
                json.WriteString("name"u8, VisibleText.Of(name));
            }
        }
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> label, long? id, string? text)
    {
        if (id is not { } number)
        {
            return;
        }
        json.WriteNumber(name, number);
        if (text is not null)
        {
            json.WriteString(label, VisibleText.Of(text));
        }
    }
}
