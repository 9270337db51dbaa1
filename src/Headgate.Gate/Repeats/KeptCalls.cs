using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Approvals;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Repeats;

/// <summary>
/// Remembers changes by the names that their senders gave them, for 24 hours, in the database: whichever server a call comes to, and whatever was started anew in between. The row is there before
/// the call is done, so that one of which nobody knows what came of it is never done again under its name.
/// </summary>
internal sealed class KeptCalls(
    IDbContextFactory<HeadgateDb> databases,
    SecretsAtRest secrets,
    StoreSettings store,
    ExpiryClock clock,
    TimeProvider time
) : IRepeatKeeper
{
    /// <summary>How long a name is remembered.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Most names of one caller that are remembered.</summary>
    internal const int Most = 10_000;

    /// <summary>Characters that all kept answers of one caller may have; beyond them a call is remembered, and its answer is not.</summary>
    internal const long MostKept = 16L << 20;

    /// <summary>How long one waits for the first of its name.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>After this, a call that another server began is taken for one whose end nobody knows.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<CallName, HeldName> _here = new();

    public async ValueTask<RepeatFound> BeginAsync(string key, TermsCall call, CancellationToken cancellation)
    {
        var (name, began) = (CallName.Of(key, call), time.GetTimestamp());
        var digest = CallDigest.Of(call);
        while (true)
        {
            // A new one each time: one that was released has ended, and would hold up nobody.
            var mine = new HeldName(name, digest, call.RequestId);
            var held = _here.GetOrAdd(name, mine);
            if (held != mine && held.Digest != mine.Digest)
            {
                return new RepeatFound(RepeatState.OtherCall, held.Request);
            }
            var left = Patience - time.GetElapsedTime(began);
            if (held != mine)
            {
                if (left <= TimeSpan.Zero || !await EndsAsync(held.Ended, left, cancellation))
                {
                    return new RepeatFound(RepeatState.NotKnown, held.Request);
                }
                continue;
            }
            var found = await FindAsync(mine, cancellation);
            if (found is not { State: RepeatState.NotKnown, Held: true } || left <= TimeSpan.Zero)
            {
                return found;
            }
            await Task.Delay(Poll, time, cancellation);
        }
    }

    public async ValueTask EndAsync(RepeatFound found, KeptAnswer? answer)
    {
        var held = (HeldName)found.Held!;
        await using var db = await databases.CreateDbContextAsync();
        var row = db.KeyedCalls.Where(c => c.Id == held.Row);
        if (answer is null)
        {
            await row.ExecuteDeleteAsync();
        }
        else
        {
            var kept = answer.Data is null && answer.Message is null ? null : secrets.Seal(new Secret(JsonSerializer.Serialize(answer)));
            if (kept is not null && await SizeAsync(db, held.Name) + kept.Length > MostKept)
            {
                kept = null;
            }
            var size = (long)(kept?.Length ?? 0);
            await row.ExecuteUpdateAsync(set =>
                set.SetProperty(c => c.Status, answer.Status).SetProperty(c => c.Answer, kept).SetProperty(c => c.AnswerSize, size)
            );
        }
        Release(held);
    }

    /// <summary>How much of a caller's answers is kept.</summary>
    private static Task<long> SizeAsync(HeadgateDb db, CallName name) =>
        db
            .KeyedCalls.Where(c => c.AccountId == name.Account && c.CallerKind == name.CallerKind && c.CallerId == name.Caller)
            .SumAsync(c => c.AnswerSize);

    public void Lose(RepeatFound found) => Release((HeldName)found.Held!);

    /// <summary>Looks into the database, and takes the name there where it is free. Whatever else is found, the name is free on this server again.</summary>
    private async Task<RepeatFound> FindAsync(HeldName mine, CancellationToken cancellation)
    {
        RepeatFound? found = null;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            return found = await ReadAsync(db, mine, cancellation) ?? await TakeAsync(db, mine, cancellation);
        }
        finally
        {
            if (found?.State != RepeatState.First)
            {
                Release(mine);
            }
        }
    }

    private async Task<RepeatFound?> ReadAsync(HeadgateDb db, HeldName mine, CancellationToken cancellation)
    {
        var (name, now) = (mine.Name, clock.Now);
        var row = await db
            .KeyedCalls.AsNoTracking()
            .FirstOrDefaultAsync(
                c =>
                    c.AccountId == name.Account
                    && c.CallerKind == name.CallerKind
                    && c.CallerId == name.Caller
                    && c.UpstreamId == name.Upstream
                    && c.CalledAccountId == name.CalledAccount
                    && c.KeyHash == name.KeyHash,
                cancellation
            );
        if (row is null || row.KeptUntil <= now)
        {
            return null;
        }
        if (row.Digest != mine.Digest)
        {
            return new RepeatFound(RepeatState.OtherCall, row.RequestId);
        }
        if (row.Status is { } status)
        {
            return new RepeatFound(RepeatState.Done, row.RequestId, AnswerOf(row, status));
        }
        // Where there is one server, what it does not do now nobody does; of others it is worth waiting for a while.
        var isElsewhere = !store.UsesSqlite && row.KeptUntil - Life + Longest > now;
        return new RepeatFound(RepeatState.NotKnown, row.RequestId) { Held = isElsewhere };
    }

    private async Task<RepeatFound> TakeAsync(HeadgateDb db, HeldName mine, CancellationToken cancellation)
    {
        var (name, now) = (mine.Name, clock.Now);
        await db.KeyedCalls.Where(c => c.KeptUntil <= now).ExecuteDeleteAsync(cancellation);
        var given = await db.KeyedCalls.CountAsync(
            c => c.AccountId == name.Account && c.CallerKind == name.CallerKind && c.CallerId == name.Caller,
            cancellation
        );
        if (given >= Most)
        {
            return new RepeatFound(RepeatState.TooMany);
        }
        var row = new KeyedCall
        {
            AccountId = name.Account,
            CallerKind = name.CallerKind,
            CallerId = name.Caller,
            UpstreamId = name.Upstream,
            CalledAccountId = name.CalledAccount,
            KeyHash = name.KeyHash,
            Digest = mine.Digest,
            RequestId = mine.Request,
            KeptUntil = now + Life,
            CreatedAt = now,
        };
        db.KeyedCalls.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e)
        {
            // Another server had the same name at the same moment.
            db.ChangeTracker.Clear();
            return await ReadAsync(db, mine, cancellation) ?? throw new InvalidOperationException("A name was neither free nor taken.", e);
        }
        mine.Row = row.Id;
        return new RepeatFound(RepeatState.First) { Held = mine };
    }

    private KeptAnswer AnswerOf(KeyedCall row, int status) =>
        row.Answer is { } sealedAnswer
            ? JsonSerializer.Deserialize<KeptAnswer>(secrets.Open(sealedAnswer).Reveal())!
            : new KeptAnswer(status, null, null);

    private void Release(HeldName held)
    {
        _here.TryRemove(KeyValuePair.Create(held.Name, held));
        held.End();
    }

    private async Task<bool> EndsAsync(Task ended, TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await ended.WaitAsync(wait, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
