using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit verify</c>: whether the record is the one that was written. Exit code 1 where it is not.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (data, json) = (DataOption.Create(), JsonOption.Create());
        var command = new Command("verify", "Checks every hash and signature of the record, and that nothing is missing at its end.")
        {
            json,
            data,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var settings = JournalFiles.Of(parsed.GetRequiredValue(data));
                var report = JournalVerifier.Verify(settings, (done, total) => terminal.Status(Progress(done, total)), cancellation);
                terminal.Status("");
                if (parsed.GetValue(json))
                {
                    terminal.Line(Json(report).ToJsonString(JsonOption.Format));
                }
                else
                {
                    Show(report, terminal);
                }
                return Task.FromResult(report.Intact ? ExitCode.Done : ExitCode.Failed);
            }
        );
        return command.WithExamples("headgate audit verify", "headgate audit verify --data /var/lib/headgate --json");
    }

    private static string Progress(long done, long total) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Checking {done >> 20} of {total >> 20} MiB ({(total == 0 ? 100 : done * 100 / total)} %)"
        );

    private static void Show(VerifyReport report, Terminal terminal)
    {
        foreach (var found in report.Breaks)
        {
            terminal.Line($"{terminal.Painted("broken", Paint.Red)}  {found.Sentence}");
        }
        foreach (var note in report.Notes)
        {
            terminal.Line($"{terminal.Painted("note", Paint.Yellow)}    {note}");
        }
        var counted = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Records:N0} records in {report.Files} {(report.Files == 1 ? "file" : "files")}, {report.Checkpoints:N0} signed checkpoints"
        );
        terminal.Line(
            report.Intact
                ? $"{terminal.Painted("intact", Paint.Green)}  {counted}; the last is record {report.LastSequence}, {report.LastHash[..16]}…"
                : $"{terminal.Painted("not intact", Paint.Red)}  {counted}; {report.Breaks.Count} {(report.Breaks.Count == 1 ? "break" : "breaks")} found, the first at record {report.Breaks[0].Sequence}."
        );
    }

    private static JsonObject Json(VerifyReport report) =>
        new()
        {
            ["intact"] = report.Intact,
            ["files"] = report.Files,
            ["records"] = report.Records,
            ["checkpoints"] = report.Checkpoints,
            ["last_seq"] = report.LastSequence,
            ["last_hash"] = report.LastHash,
            ["signed_seq"] = report.AnchoredSequence,
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
            ["notes"] = new JsonArray([.. report.Notes.Select(n => (JsonNode)n)]),
        };
}
