using Headgate.Catalogue;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Writing;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate.Recording;

/// <summary>
/// Keeps the record of calls in the journal. A write's decision is on the disk before the write is done; a read's decision is written together
/// with its outcome, before the answer leaves; that of a file, whose outcome follows it, is written first. What cannot be written throws, and the wire refuses the call. Floods of refusals are summarised.
/// </summary>
internal sealed partial class JournalRecorder : IRecorder, IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly JournalWriter _journal;
    private readonly ILogger<JournalRecorder> _logger;
    private readonly RecordKey _key;
    private readonly RefusalCounts _refusals = new();
    private readonly ITimer _timer;

    public JournalRecorder(JournalWriter journal, RecordKey key, TimeProvider time, ILogger<JournalRecorder> logger)
    {
        _journal = journal;
        _key = key;
        _logger = logger;
        _timer = time.CreateTimer(_ => _ = SummariseAsync(), null, Minute, Minute);
    }

    public async ValueTask<RecordTicket> RecordDecisionAsync(CallRecord record, CancellationToken cancellation)
    {
        if (_refusals.IsCounted(record))
        {
            return new RecordTicket(0, record);
        }
        var entry = _journal.Rent();
        CallEntries.WriteDecision(entry.Json, record, _key);
        if (record is { Word: RecordWord.Allowed, Operation: { Access: Access.Read, AnswersInParts: false } })
        {
            _journal.Hold(entry);
            return new RecordTicket(0, record);
        }
        var durability = record is { Word: RecordWord.Allowed, Operation.Access: not Access.Read } ? Durability.Synced : Durability.Written;
        return new RecordTicket(await _journal.AppendAsync(entry, durability), record);
    }

    public async ValueTask RecordOutcomeAsync(RecordTicket ticket, CallOutcome outcome, CancellationToken cancellation)
    {
        var entry = _journal.Rent();
        CallEntries.WriteOutcome(entry.Json, ticket, outcome);
        await _journal.AppendAsync(entry, Durability.Written);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await SummariseAsync();
    }

    private async Task SummariseAsync()
    {
        foreach (var refusal in _refusals.Take())
        {
            try
            {
                var entry = _journal.Rent();
                CallEntries.WriteSummary(entry.Json, refusal);
                await _journal.AppendAsync(entry, Durability.Written);
            }
            catch (Exception e)
            {
                // The refusals were answered already; what is lost is told to the operator.
                LogLost(e, refusal.Count);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A summary of {Count} refusals was not recorded")]
    private partial void LogLost(Exception exception, int count);
}
