using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Budgets;
using Headgate.Gate.Conditions;
using Headgate.Gate.Journal.Reading;
using Headgate.Wire;
using Microsoft.Extensions.Caching.Memory;

namespace Headgate.Gate.History;

/// <summary>Holds a call against what its agent has done before.</summary>
internal sealed class HistoryRule(
    FullRefreshes refreshes,
    ErrorReadings readings,
    BudgetLedger budgets,
    JournalReader journal,
    TimeProvider time
) : IDisposable
{
    private const int MostKept = 1000;

    /// <summary>The first full refresh of an agent's day stays the first.</summary>
    private readonly MemoryCache _first = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>Records of a day that are looked through for the first full refresh.</summary>
    private const int MostRecords = 1000;

    /// <summary>The full refresh that a call needs of its day, and why it is one; null where it is none, or nobody counts.</summary>
    public async Task<(BudgetWant? Want, string? Why)> WantsAsync(TermsCall call, HistoryCondition rule, CancellationToken cancellation) =>
        rule.FullRefreshes is { } most && call.Operation.Access == Access.Write && await refreshes.WhyAsync(call, cancellation) is { } why
            ? (new BudgetWant(BudgetMeasures.FullRefreshes, 1, most), why)
            : (null, null);

    /// <inheritdoc cref="ErrorReadings.OfAsync"/>
    public Task<(Decision? Refusal, string? Note)> ReadingAsync(TermsCall call, HistoryCondition rule, CancellationToken cancellation) =>
        rule.ReadErrorFirst && call.Operation.Access == Access.Write
            ? readings.OfAsync(call, cancellation)
            : Task.FromResult<(Decision?, string?)>((null, null));

    /// <summary>What would be said of a call now; nothing is taken.</summary>
    public async Task<Decision?> ForeseeAsync(TermsCall call, HistoryCondition rule, CancellationToken cancellation)
    {
        if ((await ReadingAsync(call, rule, cancellation)).Refusal is { } unread)
        {
            return unread;
        }
        var (want, why) = await WantsAsync(call, rule, cancellation);
        return want is not null && await budgets.UsedAsync(call, want.Measure, cancellation) is var used && used + want.Amount > want.Limit
            ? Refusal(call, want, used, why!, cancellation).Refusal
            : null;
    }

    /// <summary>The refusal where the day has had its full refreshes.</summary>
    public TermsTaken Refusal(TermsCall call, BudgetWant want, long used, string why, CancellationToken cancellation)
    {
        var first = used > 0 ? FirstOf(call.Caller, cancellation) : null;
        var told = first is null ? "" : string.Create(CultureInfo.InvariantCulture, $", the first by record {first}");
        var counted = string.Create(CultureInfo.InvariantCulture, $"{used} of {want.Limit} {want.Measure} of today");
        return new TermsTaken(
            Decision.Deny(
                Reason.HistoryRule,
                $"{call.Caller.Actor} has made {counted}{told}, and {why}. The next day of UTC begins the count anew."
            ) with
            {
                Grant = call.Decision.Grant,
            }
        )
        {
            Note = $"{counted}{told}",
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _first.Dispose();

    private long? FirstOf(Caller caller, CancellationToken cancellation)
    {
        var day = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        if (_first.TryGetValue((caller.HomeAccountId, caller.Name, day), out long known))
        {
            return known;
        }
        var query = new JournalQuery
        {
            Account = caller.HomeAccountId,
            CallerKind = "agent",
            Caller = caller.Name,
            Kind = "decision",
            Decision = "Allowed",
            Note = BudgetMeasures.FullRefreshes,
            Since = day,
        };
        return journal.Newest(query, MostRecords, cancellation).FirstOrDefault()?.Record.Sequence is { } first
            ? _first.Set((caller.HomeAccountId, caller.Name, day), first, new MemoryCacheEntryOptions { Size = 1 })
            : null;
    }
}
