using Headgate.Catalogue;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Checks the chain of the record.</summary>
internal sealed class VerifyRecords : IOperation
{
    private const int MostFindings = 100;

    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.records.verify",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/records/verify/",
            Capability = Capabilities.Audit,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.AuditLogs),
            Suffices = ["Account Viewer", "Account Admin"],
            Risk = "Reads the whole record from the disk, which takes time where it is long.",
            Sentence = "{actor} verified the record",
            Summary = "Verify the record",
            Description =
                "Checks every hash, link and signature of the record, as 'headgate audit verify' does, and says up to which record it is vouched for.",
            Source = GateCalls.Source,
            TakesLong = true,
            CallsPerMinute = 6,
            Answers = AnswerForm.One(GateJson.Default.ChainView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var settings = call.Service<JournalSettings>();
        var report = await Task.Run(() => JournalVerifier.Verify(settings, progress: null, cancellation), cancellation);
        return call.Ok(
            new ChainView(
                report.Verdict.ToString().ToLowerInvariant(),
                report.Records,
                report.LastSequence,
                report.VouchedTo?.Sequence,
                report.VouchedTo?.Time,
                call.Service<TimeProvider>().GetUtcNow(),
                // Whoever reads the record need not know where the server keeps its files.
                [
                    .. report
                        .Breaks.Select(b => b.ToString())
                        .Concat(report.Doubts)
                        .Take(MostFindings)
                        .Select(f => f.Replace(settings.Folder, "the journal", StringComparison.Ordinal)),
                ]
            )
        );
    }
}
