using System.Globalization;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Cli.Audit;

/// <summary>What a check found, for people: what is wrong, what is in doubt, and one closing sentence.</summary>
internal static class VerifyText
{
    /// <summary>Shows a report.</summary>
    public static void Show(VerifyReport report, Terminal terminal)
    {
        foreach (var found in report.Breaks)
        {
            terminal.Line($"{terminal.Painted("broken", Paint.Red)}  {found.Sentence}");
        }
        foreach (var doubt in report.Doubts)
        {
            terminal.Line($"{terminal.Painted("doubt", Paint.Yellow)}   {doubt}");
        }
        foreach (var note in report.Notes)
        {
            terminal.Line($"{terminal.Painted("note", Paint.Yellow)}    {note}");
        }
        foreach (var witness in report.Witnesses)
        {
            terminal.Line(
                $"{terminal.Painted("witness", Paint.Green)} {witness.Name} knows the record as it is up to {witness.UpTo.Sequence} ({witness.UpTo.Time:yyyy-MM-dd HH:mm:ss} UTC)."
            );
        }
        if (report.Witnesses.Count == 0 && report.Verdict == Verdict.Intact)
        {
            terminal.Line(
                $"{terminal.Painted("note", Paint.Yellow)}    Only the key beside the record vouches: a whole older copy of the folder put back would not show. Keep 'headgate audit head' elsewhere, or set journal.witness."
            );
        }
        if (report.Removed is { } removed)
        {
            terminal.Line(
                $"{terminal.Painted("note", Paint.Yellow)}    Older records, up to {removed.Last}, were removed by retention on {removed.Time:yyyy-MM-dd}: a signed record says so."
            );
        }
        terminal.Line(Closing(report, terminal));
    }

    private static string Closing(VerifyReport report, Terminal terminal)
    {
        var counted = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Records:N0} records in {report.Files} {(report.Files == 1 ? "file" : "files")}, {report.Checkpoints:N0} signed checkpoints"
        );
        return report.Verdict switch
        {
            Verdict.Intact =>
                $"{terminal.Painted("intact", Paint.Green)}  {counted}; {Vouched(report)}; the last is record {report.LastSequence}, {report.LastHash[..16]}…",
            Verdict.Unvouched =>
                $"{terminal.Painted("not vouched for as a whole", Paint.Yellow)}  {counted}; nothing contradicts them, but {Vouched(report)}.",
            _ =>
                $"{terminal.Painted("not intact", Paint.Red)}  {counted}; {report.Breaks.Count} {(report.Breaks.Count == 1 ? "break" : "breaks")} found, the first at record {report.Breaks[0].Sequence}.",
        };
    }

    /// <summary>The verdict with how far the record goes, for the record itself.</summary>
    public static string Told(VerifyReport report) =>
        report.Verdict switch
        {
            Verdict.Intact => $"intact up to record {report.LastSequence}",
            Verdict.Unvouched => $"not vouched for as a whole, up to record {report.LastSequence}",
            _ => $"not intact, the first break at record {report.Breaks[0].Sequence}",
        };

    private static string Vouched(VerifyReport report)
    {
        if (report.VouchedFrom is not { } from || report.VouchedTo is not { } to)
        {
            return "no signature vouches for any of them";
        }
        var only = report.Verdict == Verdict.Unvouched ? "only " : "";
        return $"signatures vouch {only}from record {from.Sequence} ({from.Time:yyyy-MM-dd HH:mm:ss} UTC) to record {to.Sequence} ({to.Time:yyyy-MM-dd HH:mm:ss} UTC)";
    }
}
