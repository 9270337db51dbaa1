using System.Text.Json.Nodes;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Cli.Audit;

/// <summary>What a check found, for programs.</summary>
internal static class VerifyJson
{
    /// <summary>A report as JSON.</summary>
    public static JsonObject Of(VerifyReport report) =>
        new()
        {
            ["verdict"] = report.Verdict switch
            {
                Verdict.Intact => "intact",
                Verdict.Unvouched => "unvouched",
                _ => "broken",
            },
            ["intact"] = report.Intact,
            ["files"] = report.Files,
            ["records"] = report.Records,
            ["checkpoints"] = report.Checkpoints,
            ["last_seq"] = report.LastSequence,
            ["last_hash"] = report.LastHash,
            ["signed_seq"] = report.AnchoredSequence,
            ["vouched_from"] = Point(report.VouchedFrom),
            ["vouched_to"] = Point(report.VouchedTo),
            ["witnesses"] = new JsonArray([
                .. report.Witnesses.Select(w => new JsonObject { ["name"] = w.Name, ["vouches_to"] = Point(w.UpTo) }),
            ]),
            ["removed"] = report.Removed is { } removed
                ? new JsonObject
                {
                    ["first_seq"] = removed.First,
                    ["first_hash"] = removed.FirstHash,
                    ["last_seq"] = removed.Last,
                    ["last_hash"] = removed.LastHash,
                    ["time"] = removed.Time.UtcDateTime,
                }
                : null,
            ["breaks"] = new JsonArray([
                .. report.Breaks.Select(b => new JsonObject
                {
                    ["kind"] = b.Kind.ToString(),
                    ["file"] = b.File,
                    ["line"] = b.Line,
                    ["offset"] = b.Offset,
                    ["seq"] = b.Sequence,
                    ["sentence"] = b.Sentence,
                }),
            ]),
            ["doubts"] = new JsonArray([.. report.Doubts.Select(d => (JsonNode)d)]),
            ["notes"] = new JsonArray([.. report.Notes.Select(n => (JsonNode)n)]),
        };

    private static JsonObject? Point(RecordPoint? point) =>
        point is null ? null : new JsonObject { ["seq"] = point.Sequence, ["time"] = point.Time?.UtcDateTime };
}
