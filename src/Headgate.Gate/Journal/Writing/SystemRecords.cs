using System.Globalization;
using System.Text.Json;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Closed;
using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Journal.Writing;

/// <summary>Records that the journal writes about itself.</summary>
internal static class SystemRecords
{
    public static Action<Utf8JsonWriter> Opened(string version, int process) =>
        json =>
        {
            json.WriteString("kind"u8, "opened"u8);
            json.WriteString("version"u8, version);
            json.WriteNumber("process"u8, process);
            json.WriteString("sentence"u8, $"The journal was opened by Headgate {version}.");
        };

    public static Action<Utf8JsonWriter> Closed() =>
        json =>
        {
            json.WriteString("kind"u8, "closed"u8);
            json.WriteString("sentence"u8, "The journal was closed in good order."u8);
        };

    public static Action<Utf8JsonWriter> Checkpoint(JournalHead head) =>
        json =>
        {
            json.WriteString("kind"u8, "checkpoint"u8);
            json.WriteNumber("last"u8, head.Sequence);
            json.WriteString("head"u8, head.Hash);
            WriteSignature(json, head.Journal, head.Time, head.Key, head.Signature);
            json.WriteString("sentence"u8, $"Checkpoint: the records up to {head.Sequence} are signed.");
        };

    public static Action<Utf8JsonWriter> Retention(RemovedRange removed, string journal, CheckpointKey key) =>
        json =>
        {
            json.WriteString("kind"u8, "retention"u8);
            json.WriteNumber("first"u8, removed.First);
            json.WriteString("first_hash"u8, removed.FirstHash);
            json.WriteNumber("last"u8, removed.Last);
            json.WriteString("last_hash"u8, removed.LastHash);
            WriteSignature(json, journal, removed.Time, key.Id, key.Sign(removed.Statement(journal)));
            json.WriteString("sentence"u8, $"Retention removed the records {removed.First} to {removed.Last}.");
        };

    public static Action<Utf8JsonWriter> RetentionChanged(RetentionChange change) =>
        json =>
        {
            json.WriteString("kind"u8, "change"u8);
            json.WriteString("operation"u8, "operator.journal.keep"u8);
            json.WriteString("before"u8, VisibleText.Of(change.Before));
            json.WriteString("after"u8, VisibleText.Of(change.After));
            json.WriteString(
                "sentence"u8,
                VisibleText.Of($"The settings say that this journal is kept {change.After}; until now it was kept {change.Before}.", 500)
            );
        };

    public static Action<Utf8JsonWriter> KeyMade(string key) =>
        json =>
        {
            json.WriteString("kind"u8, "key"u8);
            json.WriteString("key"u8, key);
            json.WriteString("sentence"u8, $"The signing key was replaced or missing: from here on the journal is signed by {key}.");
        };

    public static Action<Utf8JsonWriter> JournalMissing() =>
        json =>
        {
            json.WriteString("kind"u8, "recovered"u8);
            json.WriteString("reason"u8, "journal-missing"u8);
            json.WriteString(
                "sentence"u8,
                "This installation has worked before, and its journal was missing: what was recorded until now cannot be told."u8
            );
        };

    public static void WriteWitness(Utf8JsonWriter json, string witness, string? failure)
    {
        json.WriteString("kind"u8, "witness"u8);
        json.WriteString("reason"u8, failure is null ? "answers"u8 : "failing"u8);
        json.WriteString("witness"u8, VisibleText.Of(witness));
        json.WriteString(
            "sentence"u8,
            VisibleText.Of(
                failure is null
                    ? $"The witness {witness} takes the journal's heads again."
                    : $"The witness {witness} did not take the journal's head: {failure}.",
                500
            )
        );
    }

    public static Action<Utf8JsonWriter> TornTail(long bytes, string movedTo, string sha256) =>
        json =>
        {
            json.WriteString("kind"u8, "recovered"u8);
            json.WriteString("reason"u8, "torn-tail"u8);
            json.WriteNumber("bytes"u8, bytes);
            json.WriteString("moved_to"u8, movedTo);
            json.WriteString("sha256"u8, sha256);
            json.WriteString(
                "sentence"u8,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last {bytes} bytes were unfinished after a crash and were moved to {movedTo}."
                )
            );
        };

    public static Action<Utf8JsonWriter> AnchorMissing(long last) =>
        json =>
        {
            json.WriteString("kind"u8, "recovered"u8);
            json.WriteString("reason"u8, "anchor-missing"u8);
            json.WriteNumber("last"u8, last);
            json.WriteString("sentence"u8, $"The journal's anchor was missing: whether records after {last} were lost cannot be told.");
        };

    public static Action<Utf8JsonWriter> WasUnavailable(JournalFailure failure, DateTimeOffset until) =>
        json =>
        {
            json.WriteString("kind"u8, "recovered"u8);
            json.WriteString("reason"u8, "unavailable"u8);
            json.WriteString("from"u8, failure.Since.UtcDateTime);
            json.WriteString("to"u8, until.UtcDateTime);
            json.WriteNumber("refused"u8, failure.Refused);
            json.WriteString("cause"u8, failure.Reason);
            json.WriteString(
                "sentence"u8,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Recording was impossible from {failure.Since:yyyy-MM-dd HH:mm:ss} to {until:yyyy-MM-dd HH:mm:ss} UTC; {failure.Refused} calls were refused."
                )
            );
        };

    public static Action<Utf8JsonWriter> ClockMoved(TimeSpan by) =>
        json =>
        {
            json.WriteString("kind"u8, "clock"u8);
            json.WriteNumber("seconds"u8, Math.Round(by.TotalSeconds, 1));
            json.WriteString(
                "sentence"u8,
                string.Create(CultureInfo.InvariantCulture, $"The clock was moved by {by.TotalSeconds:+0.#;-0.#} s.")
            );
        };

    public static Action<Utf8JsonWriter> OutcomeUnknown(string request, long decision) =>
        json =>
        {
            json.WriteString("kind"u8, "outcome"u8);
            json.WriteString("request"u8, request);
            json.WriteNumber("decision_seq"u8, decision);
            json.WriteString("ended"u8, "unknown"u8);
            json.WriteString(
                "sentence"u8,
                $"What came of record {decision} is unknown: the server stopped before it could be written down."
            );
        };

    private static void WriteSignature(Utf8JsonWriter json, string journal, DateTimeOffset time, string key, string signature)
    {
        json.WriteString("journal"u8, journal);
        json.WriteString("signed"u8, time.UtcDateTime);
        json.WriteString("key"u8, key);
        json.WriteString("signature"u8, signature);
    }
}
