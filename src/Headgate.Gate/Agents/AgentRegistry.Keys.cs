using Headgate.Catalogue;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <content>Keys: their secret is given once; only a keyed hash is kept.</content>
public sealed partial class AgentRegistry
{
    /// <summary>Makes another key for an agent.</summary>
    public async Task<AgentResult<IssuedKey>> AddKeyAsync(
        long account,
        long agent,
        NewAgentKey key,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, agent, cancellation) is not { } row)
        {
            return new(null, NoAgent(agent));
        }
        var name = key.Name;
        if (KeyNetworks.Fault(key.Networks) is { } network)
        {
            return new(null, new("networks", network));
        }
        if (key.ExpiresAt is { } end && end <= _time.GetUtcNow())
        {
            return new(null, new("expires_at", "The end of a key lies in the future."));
        }
        if (name.Length is 0 or > 100 || name.Any(HiddenCharacter.Is))
        {
            return new(null, new("name", "A key's name has 1 to 100 visible characters."));
        }
        if ((await KeysAsync(db, agent, cancellation)).Exists(k => string.Equals(k.Name, name, StringComparison.Ordinal) && IsGood(k)))
        {
            return new(
                null,
                new("name", $"Agent \"{row.Name}\" has a good key \"{name}\" already; rotate it, or give the new one another name.")
            );
        }
        return await IssueAsync(change, row, key, by, cancellation);
    }

    /// <summary>Replaces a key: the new one is good at once, the old one for a time of grace.</summary>
    public async Task<AgentResult<IssuedKey>> RotateKeyAsync(
        long account,
        long agent,
        long key,
        TimeSpan grace,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, agent, cancellation) is not { } row || await KeyAsync(db, agent, key, cancellation) is not { } old)
        {
            return new(null, new(null, $"There is no key {key} of agent {agent}."));
        }
        if (!IsGood(old))
        {
            return new(null, new("key", $"Key {key} is not good any more; make a new one."));
        }
        if (grace < TimeSpan.Zero || grace > TimeSpan.FromDays(90))
        {
            return new(null, new("grace", "The time of grace is between 0 and 90 days."));
        }
        var end = _time.GetUtcNow() + grace;
        var later = old.ExpiresAt is { } set && set < end ? set : end;
        await _changes.RecordAsync(
            by,
            "gate.keys.rotate",
            account,
            $"replaced key \"{old.Name}\" of agent \"{row.Name}\"; the old one is good until {later.UtcDateTime:yyyy-MM-dd HH:mm} UTC",
            $"key {old.Id} ending in {old.KeyHint}",
            null
        );
        var ends = old.ExpiresAt;
        old.ExpiresAt = later;
        var next = new NewAgentKey(old.Name) { ExpiresAt = ends, Networks = KeyNetworks.Of(old.Networks) };
        return await IssueAsync(change, row, next, by, cancellation);
    }

    /// <summary>Revokes a key: refused at once.</summary>
    public async Task<AgentResult<AgentView>> RevokeKeyAsync(
        long account,
        long agent,
        long key,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await RowAsync(db, account, agent, cancellation) is not { } row || await KeyAsync(db, agent, key, cancellation) is not { } old)
        {
            return new(null, new(null, $"There is no key {key} of agent {agent}."));
        }
        await _changes.RecordAsync(
            by,
            "gate.keys.revoke",
            account,
            $"revoked key \"{old.Name}\" (ending in {old.KeyHint}) of agent \"{row.Name}\"",
            StatusOf(old, replaced: false),
            "revoked"
        );
        old.RevokedAt ??= _time.GetUtcNow();
        row.Version++;
        await change.CommitAsync(cancellation);
        return new(await ViewAsync(db, row, cancellation), null);
    }

    private async Task<AgentResult<IssuedKey>> IssueAsync(
        RightsChange change,
        Agent agent,
        NewAgentKey key,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        var secret = AgentKeySecret.New();
        var row = new AgentKey
        {
            AccountId = agent.AccountId,
            AgentId = agent.Id,
            Name = key.Name,
            KeyHash = _hasher.Hash(secret),
            KeyHint = AgentKeySecret.Hint(secret),
            ExpiresAt = key.ExpiresAt,
            Networks = KeyNetworks.Stored(key.Networks),
        };
        await _changes.RecordAsync(
            by,
            "gate.keys.create",
            agent.AccountId,
            $"created key \"{key.Name}\" of agent \"{agent.Name}\", ending in {row.KeyHint}",
            null,
            (key.ExpiresAt is { } end ? $"good until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "good until revoked")
                + (key.Networks.Count > 0 ? $", for calls from {string.Join(", ", key.Networks)}" : "")
        );
        agent.Version++;
        change.Db.AgentKeys.Add(row);
        await change.CommitAsync(cancellation);
        var view = await ViewAsync(change.Db, agent, cancellation);
        return new(new IssuedKey(view, view.Keys.Single(k => k.Id == row.Id), secret), null);
    }

    private List<AgentKeyView> KeyViews(List<AgentKey> keys) =>
        [
            .. keys.OrderBy(k => k.Id)
                .Select(k => new AgentKeyView
                {
                    Id = k.Id,
                    Name = k.Name,
                    Ends = k.KeyHint,
                    Status = StatusOf(
                        k,
                        keys.Exists(other => string.Equals(other.Name, k.Name, StringComparison.Ordinal) && other.Id > k.Id)
                    ),
                    CreatedAt = k.CreatedAt,
                    ExpiresAt = k.ExpiresAt,
                    RevokedAt = k.RevokedAt,
                    Networks = KeyNetworks.Of(k.Networks),
                }),
        ];

    private string StatusOf(AgentKey key, bool replaced) =>
        key.RevokedAt is not null ? "revoked"
        : !IsGood(key) ? "expired"
        : replaced && key.ExpiresAt is not null ? "replaced"
        : "good";

    private bool IsGood(AgentKey key) => key.RevokedAt is null && (key.ExpiresAt is not { } end || _time.GetUtcNow() < end);

    private static Task<AgentKey?> KeyAsync(HeadgateDb db, long agent, long key, CancellationToken cancellation) =>
        db.AgentKeys.SingleOrDefaultAsync(k => k.AgentId == agent && k.Id == key && k.State == RowState.Active, cancellation);
}
