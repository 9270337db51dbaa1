using Headgate.Gate.Recording;
using Headgate.Store.Model;

namespace Headgate.Gate.Foreign;

/// <summary>Puts into the record what has become of a server's tools: what changed after a person had looked at it, and which names could not be told apart.</summary>
internal sealed class ForeignRecords(ChangeRecords changes)
{
    private const int Each = 20;

    /// <summary>Records what was found; returns once it is on the disk.</summary>
    public async Task RecordAsync(ForeignServer server, IReadOnlyList<ForeignFinding> findings)
    {
        var by = new ChangeActor(ChangeActor.ForeignServer, server.Id, server.Name);
        foreach (var finding in findings.Take(Each))
        {
            await changes.RecordAsync(by, finding.Action, server.AccountId, finding.Sentence, finding.Before, finding.After);
        }
        if (findings.Count > Each)
        {
            await changes.RecordAsync(
                by,
                ForeignFinding.Changed,
                server.AccountId,
                $"changed {findings.Count - Each} more of its tools, or made them ones that cannot be used",
                null,
                null
            );
        }
    }
}
