using System.CommandLine;
using System.Globalization;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Cli.Audit;

/// <summary>
/// <c>headgate audit verify</c>: whether the record is the one that was written. Exit code 1 where it is not, 3 where a witness is missing that
/// could tell.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (data, json) = (DataOption.Create(), JsonOption.Create());
        var against = new Option<string?>("--against")
        {
            Description = "A head that was kept elsewhere, as 'audit head' prints it, or a file of heads.",
            HelpName = "HEAD|FILE",
        };
        against.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && KeptHeads.Of(given).Fault is { } fault)
            {
                result.AddError(fault);
            }
        });
        var config = new Option<string?>("--config")
        {
            Description = "The server's settings file, which names its witnesses; headgate.yaml where it is there.",
            HelpName = "FILE",
        };
        var command = new Command(
            "verify",
            "Checks every hash and signature of the record, that nothing is missing, and its witnesses. Exit codes: 0 intact, 1 broken, 3 vouched for only in part."
        )
        {
            against,
            config,
            json,
            data,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var settings = JournalFiles.WithWitnesses(parsed.GetRequiredValue(data), parsed.GetValue(config));
                var kept = parsed.GetValue(against) is { } given ? KeptHeads.Of(given).Heads : null;
                var report = JournalVerifier.Verify(settings, kept, (done, total) => terminal.Status(Progress(done, total)), cancellation);
                terminal.Status("");
                await RecordReading.NoteAsync(
                    parsed.GetRequiredValue(data),
                    "operator.audit.verify",
                    $"checked the record: {VerifyText.Told(report)}",
                    terminal,
                    cancellation
                );
                if (parsed.GetValue(json))
                {
                    terminal.Line(VerifyJson.Of(report).ToJsonString(JsonOption.Format));
                }
                else
                {
                    VerifyText.Show(report, terminal);
                }
                return report.Verdict switch
                {
                    Verdict.Intact => ExitCode.Done,
                    Verdict.Unvouched => ExitCode.Unvouched,
                    _ => ExitCode.Failed,
                };
            }
        );
        return command.WithExamples(
            "headgate audit verify",
            "headgate audit verify --data /var/lib/headgate --json",
            "headgate audit verify --against /mnt/elsewhere/head.txt"
        );
    }

    private static string Progress(long done, long total) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Checking {done >> 20} of {total >> 20} MiB ({(total == 0 ? 100 : done * 100 / total)} %)"
        );
}
