using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Store.Tests;

public sealed class HeadgateDbTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Every_field_of_a_job_comes_back_as_it_was_written(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var written = await store.AddJobAsync(job =>
        {
            job.ExecuteSteps = ["dbt build --select \"a b\"", "dbt test"];
            job.ScheduleDays = [0, 6];
            job.CompletionStatuses = [10, 20];
            job.TriggersGitProviderWebhook = null;
            job.Description = "Überprüfung 日本 😀";
        });

        await using var db = await store.OpenDbAsync();
        var read = await db.Jobs.SingleAsync(job => job.Id == written.Id, Cancellation);

        read.ShouldBeEquivalentTo(written);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Times_keep_microseconds_and_compare_in_the_database(string database)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 3, 10, 11, 12, TimeSpan.Zero).AddTicks(1234560));
        await using var store = await TestStore.CreateAsync(database, (services, _) => services.AddSingleton<TimeProvider>(clock));
        var job = await store.AddJobAsync();
        var zoned = clock.GetUtcNow().ToOffset(TimeSpan.FromHours(2));

        await using var db = await store.OpenDbAsync();
        (await db.Jobs.CountAsync(row => row.CreatedAt == zoned, Cancellation)).ShouldBe(1);
        (await db.Jobs.CountAsync(row => row.CreatedAt > zoned, Cancellation)).ShouldBe(0);
        (await db.Jobs.SingleAsync(Cancellation)).CreatedAt.ShouldBe(clock.GetUtcNow());

        clock.Advance(TimeSpan.FromSeconds(5));
        var tracked = await db.Jobs.SingleAsync(row => row.Id == job.Id, Cancellation);
        tracked.Name = "Hourly";
        await db.SaveChangesAsync(Cancellation);
        tracked.UpdatedAt.ShouldBe(clock.GetUtcNow());
        tracked.CreatedAt.ShouldBe(clock.GetUtcNow().AddSeconds(-5));
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_row_that_points_at_nothing_is_refused(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using var db = await store.OpenDbAsync();
        db.Add(new Project { AccountId = 99, Name = "Nowhere" });

        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Many_writers_of_SQLite_wait_for_each_other()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var job = await store.AddJobAsync();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 60),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation },
            async (_, cancellation) =>
            {
                await using var db = await store.Databases.CreateDbContextAsync(cancellation);
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var row = await db.Jobs.SingleAsync(row => row.Id == job.Id, cancellation);
                row.RunFailureCount++;
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }
        );

        await using var check = await store.OpenDbAsync();
        (await check.Jobs.SingleAsync(Cancellation)).RunFailureCount.ShouldBe(60);
    }
}
