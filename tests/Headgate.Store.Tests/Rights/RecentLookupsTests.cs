using Headgate.Store.Model;
using Headgate.Store.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Store.Tests.Rights;

/// <summary>What is remembered of the owners of credentials, and when it is forgotten.</summary>
public sealed class RecentLookupsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RightsVersion _rights = new();
    private int _reads;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task An_owner_is_believed_for_a_minute_while_nothing_changes(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var lookups = Lookups(store);
        await FindAsync(lookups, "a");
        for (var second = 0; second < 60; second++)
        {
            await FindAsync(lookups, "a");
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        _reads.ShouldBe(1);
        await FindAsync(lookups, "a");
        _reads.ShouldBe(2);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task What_another_process_changes_counts_after_a_second(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var lookups = Lookups(store);
        await FindAsync(lookups, "a");
        await using (var db = await store.OpenDbAsync())
        {
            db.Users.Add(new User { Email = "new@example.com" });
            await db.SaveChangesAsync(Cancellation);
        }
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await FindAsync(lookups, "a");
        _reads.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await FindAsync(lookups, "a");
        _reads.ShouldBe(2);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Every_table_of_rights_and_places_is_counted(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using var db = await store.OpenDbAsync();
        var account = new Account { Name = "a", Identifier = "act_a" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(Cancellation);
        var user = new User { Email = "u@example.com" };
        var project = new Project { AccountId = account.Id, Name = "p" };
        var agent = new Agent { AccountId = account.Id, Name = "agent" };
        var group = new Group { AccountId = account.Id, Name = "g" };
        await CountsAsync(db, user, () => user.IsActive = !user.IsActive);
        await CountsAsync(db, project, () => project.Name = "q");
        await CountsAsync(db, agent, () => agent.Version++);
        await CountsAsync(db, group, () => group.State = RowState.Deleted);
        var environment = new DbtEnvironment
        {
            AccountId = account.Id,
            ProjectId = project.Id,
            Name = "e",
        };
        await CountsAsync(db, environment, () => environment.Name = "f");
        var grant = new AgentGrant
        {
            AccountId = account.Id,
            AgentId = agent.Id,
            Capability = "jobs",
            Level = "read",
        };
        await CountsAsync(db, grant, () => grant.JobPattern = "Nightly*");
        var key = new AgentKey
        {
            AccountId = account.Id,
            AgentId = agent.Id,
            KeyHash = "h",
        };
        await CountsAsync(db, key, () => key.RevokedAt = DateTimeOffset.UnixEpoch);
        var token = new ServiceToken
        {
            AccountId = account.Id,
            Name = "t",
            Uid = "1",
            TokenHash = "h",
        };
        await CountsAsync(db, token, () => token.ExpiresAt = DateTimeOffset.UnixEpoch);
        (await VersionAsync(db)).ShouldBe(await VersionAsync(db));
        var before = await VersionAsync(db);
        await db.ServiceTokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsed, DateTimeOffset.UnixEpoch), Cancellation);
        await db.AgentKeys.ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsed, DateTimeOffset.UnixEpoch), Cancellation);
        (await VersionAsync(db)).ShouldBe(before, "when a key was used last is no right");
    }

    [Fact]
    public async Task What_belongs_to_nobody_is_asked_for_again()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var lookups = Lookups(store);
        (await lookups.FindAsync("x", (_, _) => Task.FromResult<string?>(null), Cancellation)).ShouldBeNull();
        (await FindAsync(lookups, "x")).ShouldBe("owner of x");
    }

    [Fact]
    public async Task A_change_of_rights_forgets_everything_at_once()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var lookups = Lookups(store);
        await FindAsync(lookups, "a");
        _rights.Advance();
        await FindAsync(lookups, "a");
        _reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_revocation_that_commits_while_the_owner_is_read_is_not_outlived_by_what_was_read()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var lookups = Lookups(store);
        var isRevoked = false;
        async Task<string?> ReadAsync(string hash, CancellationToken cancellation)
        {
            // What is read was true before; the revocation commits before it can be kept.
            var read = isRevoked ? "revoked" : "good";
            isRevoked = true;
            _rights.Advance();
            await Task.Yield();
            return read;
        }
        (await lookups.FindAsync("a", ReadAsync, Cancellation)).ShouldBe("good");
        (await lookups.FindAsync("a", (_, _) => Task.FromResult<string?>(isRevoked ? "revoked" : "good"), Cancellation)).ShouldBe(
            "revoked"
        );
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_change_counts_from_its_commit_and_not_at_all_without_one(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var (changes, rights) = (store.Services.GetRequiredService<RightsChanges>(), store.Services.GetRequiredService<RightsVersion>());
        await using (var dropped = await changes.BeginAsync(Cancellation))
        {
            dropped.Db.Accounts.Add(new Account { Name = "dropped", Identifier = "act_dropped" });
            await dropped.Db.SaveChangesAsync(Cancellation);
        }
        rights.Current.ShouldBe(0);
        await using (var made = await changes.BeginAsync(Cancellation))
        {
            made.Db.Accounts.Add(new Account { Name = "made", Identifier = "act_made" });
            await made.CommitAsync(Cancellation);
        }
        rights.Current.ShouldBe(1);
        await using var db = await store.OpenDbAsync();
        (await db.Accounts.Select(a => a.Name).ToListAsync(Cancellation)).ShouldBe(["made"]);
    }

    private RecentLookups<string> Lookups(TestStore store) =>
        new(_rights, new StoredRights(store.Services.GetRequiredService<IDbContextFactory<HeadgateDb>>(), _time), _time);

    private ValueTask<string?> FindAsync(RecentLookups<string> lookups, string hash) =>
        lookups.FindAsync(
            hash,
            (h, _) =>
            {
                _reads++;
                return Task.FromResult<string?>("owner of " + h);
            },
            Cancellation
        );

    private static async Task CountsAsync(HeadgateDb db, object row, Action change)
    {
        var before = await VersionAsync(db);
        db.Add(row);
        await db.SaveChangesAsync(Cancellation);
        var made = await VersionAsync(db);
        made.ShouldBeGreaterThan(before, row.GetType().Name);
        change();
        await db.SaveChangesAsync(Cancellation);
        (await VersionAsync(db)).ShouldBeGreaterThan(made, row.GetType().Name);
    }

    private static Task<long> VersionAsync(HeadgateDb db) =>
        db.Counters.AsNoTracking().Where(c => c.Kind == "rights").Select(c => c.Value).SingleAsync(Cancellation);
}
