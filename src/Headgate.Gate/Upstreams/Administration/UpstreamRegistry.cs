using Headgate.Catalogue;
using Headgate.Gate.Recording;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Calls;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Upstreams.Administration;

/// <summary>Accounts elsewhere. A token is tried before it is kept; every change is recorded, on the disk, before it is made.</summary>
internal sealed class UpstreamRegistry(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    SecretsAtRest secrets,
    TokenHasher hasher,
    UpstreamDirectory directory,
    UpstreamTest test,
    UpstreamHealth health,
    UpstreamSettings settings,
    ChangeRecords changes
)
{
    private long _trials;

    /// <summary>All of an account, by id.</summary>
    public async Task<IReadOnlyList<UpstreamView>> ListAsync(long account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Upstreams.AsNoTracking()
            .Where(u => u.AccountId == account && u.State == RowState.Active)
            .OrderBy(u => u.Id)
            .ToListAsync(cancellation);
        var views = new List<UpstreamView>();
        foreach (var row in rows)
        {
            views.Add(await ViewAsync(db, row, cancellation));
        }
        return views;
    }

    /// <summary>One; null where the account has none of this id.</summary>
    public async Task<UpstreamView?> FindAsync(long account, long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await RowAsync(db, account, id, cancellation) is { } row ? await ViewAsync(db, row, cancellation) : null;
    }

    /// <summary>Adds one, once its token has shown to be good.</summary>
    public async Task<UpstreamResult> CreateAsync(long account, NewUpstream request, ChangeActor by, CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name == "local")
        {
            return UpstreamResult.Fault("name", "A name has 1 to 60 letters, digits, dots and dashes; \"local\" is this platform.");
        }
        if (request.IsTestBed && !settings.AllowTestBeds)
        {
            return UpstreamResult.Fault(
                "test_bed",
                "This server takes accounts at dbt only. Its operator allows other hosts with upstreams.allow_test_beds in headgate.yaml."
            );
        }
        var (address, fault) = UpstreamAddress.Read(request.BaseAddress, request.IsTestBed);
        if (address is null)
        {
            return UpstreamResult.Fault("base_address", fault!);
        }
        if (!IsToken(request.Token))
        {
            return UpstreamResult.Fault("token", "A token is a text of 8 to 512 visible ASCII characters; give it as dbt showed it.");
        }
        var row = new Upstream
        {
            AccountId = account,
            Name = name,
            BaseAddress = address,
            RemoteAccountId = request.RemoteAccountId ?? 0,
            IsTestBed = request.IsTestBed,
            SealedToken = secrets.Seal(request.Token),
            TokenHash = hasher.Hash(request.Token),
            TimeoutSeconds = request.TimeoutSeconds ?? 60,
        };
        if (await TryAsync(row, cancellation) is { } refused)
        {
            return refused;
        }
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await db.Upstreams.AnyAsync(u => u.AccountId == account && u.Name == name && u.State == RowState.Active, cancellation))
        {
            return UpstreamResult.Fault("name", $"There is an upstream \"{name}\" already.");
        }
        db.Upstreams.Add(row);
        await changes.RecordAsync(by, "gate.upstreams.create", account, $"added upstream \"{name}\"", null, Describe(row));
        await change.CommitAsync(cancellation);
        return UpstreamResult.Done(await ViewAsync(db, row, cancellation));
    }

    /// <summary>Gives one another token, or other limits. Its address and account stay: agents were granted things of that account.</summary>
    public async Task<UpstreamResult> UpdateAsync(
        long account,
        long id,
        NewUpstream request,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        if (!request.Token.IsEmpty && !IsToken(request.Token))
        {
            return UpstreamResult.Fault("token", "A token is a text of 8 to 512 visible ASCII characters; give it as dbt showed it.");
        }
        await using var change = await rights.BeginAsync(cancellation);
        if (await RowAsync(change.Db, account, id, cancellation) is not { } row)
        {
            return UpstreamResult.Fault(null, $"There is no upstream {id}.");
        }
        var before = Describe(row);
        row.TimeoutSeconds = request.TimeoutSeconds ?? row.TimeoutSeconds;
        if (!request.Token.IsEmpty)
        {
            (row.SealedToken, row.TokenHash) = (secrets.Seal(request.Token), hasher.Hash(request.Token));
            if (await TryAsync(row, cancellation) is { } refused)
            {
                return refused;
            }
        }
        await changes.RecordAsync(
            by,
            "gate.upstreams.update",
            account,
            $"changed upstream \"{row.Name}\"{(request.Token.IsEmpty ? "" : ", with a new token")}",
            before,
            Describe(row)
        );
        await change.CommitAsync(cancellation);
        health.Forget(id);
        return UpstreamResult.Done(await ViewAsync(change.Db, row, cancellation));
    }

    /// <summary>Removes one that no agent works in any more; its token is forgotten.</summary>
    public async Task<UpstreamResult> DeleteAsync(long account, long id, ChangeActor by, CancellationToken cancellation)
    {
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, id, cancellation) is not { } row)
        {
            return UpstreamResult.Fault(null, $"There is no upstream {id}.");
        }
        var view = await ViewAsync(db, row, cancellation);
        if (view.Agents.Count > 0)
        {
            return UpstreamResult.Fault(
                "agents",
                $"Agents work in \"{row.Name}\" still: {string.Join(", ", view.Agents.Take(10))}. Delete them first."
            );
        }
        await changes.RecordAsync(by, "gate.upstreams.delete", account, $"removed upstream \"{row.Name}\"", Describe(row), null);
        (row.State, row.SealedToken, row.TokenHash) = (RowState.Deleted, "", "");
        await change.CommitAsync(cancellation);
        health.Forget(id);
        return UpstreamResult.Done(view);
    }

    /// <summary>Tries the token of one, and what it may read; null where the account has none of this id.</summary>
    public async Task<UpstreamTestView?> TestAsync(long account, long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await RowAsync(db, account, id, cancellation) is not { } row)
        {
            return null;
        }
        // A test is to find out how things are now, whatever went wrong before.
        health.Forget(id);
        var known = directory.Of(row);
        var (accounts, fault) = await test.AccountsAsync(known, cancellation);
        var own = accounts.FirstOrDefault(a => a.Id == row.RemoteAccountId);
        if (fault is not null || own.Id == 0)
        {
            return new UpstreamTestView
            {
                Good = false,
                Message = fault?.Message ?? $"The token is good, but not for account {row.RemoteAccountId}.",
                RemoteAccountId = row.RemoteAccountId,
                Readable = [],
                Unreadable = [],
                UnservedGrants = [],
            };
        }
        var (readable, unreadable) = await test.ReadsAsync(known, cancellation);
        return new UpstreamTestView
        {
            Good = true,
            Message = $"The token is good for account {own.Id} \"{own.Name}\" at {row.BaseAddress}.",
            RemoteAccountId = own.Id,
            RemoteAccountName = own.Name,
            Readable = [.. readable.Select(c => c.Id)],
            Unreadable = [.. unreadable.Select(c => c.Id)],
            UnservedGrants = [],
        };
    }

    /// <summary>Tries the token of a row that is not kept yet, and finds its account where none was named.</summary>
    private async Task<UpstreamResult?> TryAsync(Upstream row, CancellationToken cancellation)
    {
        // A trial has a number of its own, so that nothing of it is mixed with what is known of one that is kept.
        var trial = directory.Of(row) with
        {
            Id = Interlocked.Decrement(ref _trials),
        };
        var (accounts, fault) = await test.AccountsAsync(trial, cancellation);
        health.Forget(trial.Id);
        if (fault is not null)
        {
            return UpstreamResult.Fault(
                fault.Code is "upstream-unauthorised" or "upstream-forbidden" ? "token" : "base_address",
                fault.Message
            );
        }
        if (row.RemoteAccountId == 0 && accounts.Count == 1)
        {
            row.RemoteAccountId = accounts[0].Id;
        }
        return accounts.Any(a => a.Id == row.RemoteAccountId)
            ? null
            : UpstreamResult.Fault(
                "remote_account_id",
                accounts.Count == 0
                    ? "The token belongs to no account there."
                    : $"The token belongs to {string.Join(", ", accounts.Take(10).Select(a => $"account {a.Id} \"{a.Name}\""))}; say which one is meant."
            );
    }

    private static bool IsToken(Secret token) =>
        token.Reveal() is { Length: >= 8 and <= 512 } text && text.All(c => c is > ' ' and < '\x7f');

    private static string Describe(Upstream row) =>
        $"account {row.RemoteAccountId} at {row.BaseAddress}{(row.IsTestBed ? ", a test bed" : "")}, {row.TimeoutSeconds} seconds";

    private static Task<Upstream?> RowAsync(HeadgateDb db, long account, long id, CancellationToken cancellation) =>
        db.Upstreams.SingleOrDefaultAsync(u => u.AccountId == account && u.Id == id && u.State == RowState.Active, cancellation);

    private async Task<UpstreamView> ViewAsync(HeadgateDb db, Upstream row, CancellationToken cancellation)
    {
        var (word, fault, faultAt, goodAt) = health.Of(row.Id);
        return new UpstreamView
        {
            Id = row.Id,
            Name = row.Name,
            BaseAddress = row.BaseAddress,
            RemoteAccountId = row.RemoteAccountId,
            TestBed = row.IsTestBed,
            TimeoutSeconds = row.TimeoutSeconds,
            Agents = await db
                .Agents.Where(a => a.AccountId == row.AccountId && a.Upstream == row.Name && a.State == RowState.Active)
                .OrderBy(a => a.Id)
                .Select(a => a.Name)
                .ToListAsync(cancellation),
            Health = word,
            LastFault = fault,
            LastFaultAt = faultAt,
            LastGoodAt = goodAt,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
    }
}
