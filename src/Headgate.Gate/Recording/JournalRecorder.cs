using Headgate.Catalogue;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Headgate.Wire;

namespace Headgate.Gate.Recording;

/// <summary>
/// Keeps the record of calls in the journal. A write's decision is on the disk before the write is done; a read's decision is written together
/// with its outcome, before the answer leaves. What cannot be written throws, and the wire refuses the call.
/// </summary>
internal sealed class JournalRecorder(JournalWriter journal) : IRecorder
{
    public async ValueTask<RecordTicket> RecordDecisionAsync(CallRecord record, CancellationToken cancellation)
    {
        var entry = journal.Rent();
        CallEntries.WriteDecision(entry.Json, record);
        if (record.Word != RecordWord.Allowed)
        {
            return new RecordTicket(await journal.AppendAsync(entry, Durability.Written), record);
        }
        if (record.Operation?.Access == Access.Read)
        {
            journal.Hold(entry);
            return new RecordTicket(0, record);
        }
        return new RecordTicket(await journal.AppendAsync(entry, Durability.Synced), record);
    }

    public async ValueTask RecordOutcomeAsync(RecordTicket ticket, CallOutcome outcome, CancellationToken cancellation)
    {
        var entry = journal.Rent();
        CallEntries.WriteOutcome(entry.Json, ticket, outcome);
        await journal.AppendAsync(entry, Durability.Written);
    }
}
