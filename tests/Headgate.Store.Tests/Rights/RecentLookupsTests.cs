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
    private readonly RecentLookups<string> _lookups;
    private int _reads;

    public RecentLookupsTests() => _lookups = new RecentLookups<string>(_rights, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_burst_of_calls_asks_once_a_second()
    {
        await FindAsync("a");
        await FindAsync("a");
        _reads.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        await FindAsync("a");
        _reads.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await FindAsync("a");
        _reads.ShouldBe(2);
    }

    [Fact]
    public async Task What_belongs_to_nobody_is_asked_for_again()
    {
        (await _lookups.FindAsync("x", (_, _) => Task.FromResult<string?>(null), Cancellation)).ShouldBeNull();
        (await FindAsync("x")).ShouldBe("owner of x");
    }

    [Fact]
    public async Task A_change_of_rights_forgets_everything_at_once()
    {
        await FindAsync("a");
        _rights.Advance();
        await FindAsync("a");
        _reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_revocation_that_commits_while_the_owner_is_read_is_not_outlived_by_what_was_read()
    {
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
        (await _lookups.FindAsync("a", ReadAsync, Cancellation)).ShouldBe("good");
        (await _lookups.FindAsync("a", (_, _) => Task.FromResult<string?>(isRevoked ? "revoked" : "good"), Cancellation)).ShouldBe(
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

    private ValueTask<string?> FindAsync(string hash) =>
        _lookups.FindAsync(
            hash,
            (h, _) =>
            {
                _reads++;
                return Task.FromResult<string?>("owner of " + h);
            },
            Cancellation
        );
}
