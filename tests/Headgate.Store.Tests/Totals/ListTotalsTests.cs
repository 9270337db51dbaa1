using Headgate.Store.Model;
using Headgate.Store.Totals;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Tests.Totals;

public sealed class ListTotalsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Totals_equal_the_counts_after_any_mixture_of_changes(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await store.AddJobAsync();
        await store.AddJobAsync();
        await using var db = await store.OpenDbAsync();
        var projects = await db.Projects.ToListAsync(Cancellation);
        var environments = await db.Environments.ToListAsync(Cancellation);
        var random = new Random(20260203);
        for (var i = 0; i < 60; i++)
        {
            var jobs = await db.Jobs.ToListAsync(Cancellation);
            var job = jobs.Count == 0 ? null : jobs[random.Next(jobs.Count)];
            var place = random.Next(projects.Count);
            switch (random.Next(5))
            {
                case 0 or 1:
                    db.Add(NewJob(projects[place], environments[place]));
                    break;
                case 2 when job is not null:
                    job.State = job.State == RowState.Active ? RowState.Deleted : RowState.Active;
                    break;
                case 3 when job is not null:
                    (job.ProjectId, job.EnvironmentId) = (projects[place].Id, environments[place].Id);
                    break;
                case 4 when job is not null:
                    await db.Jobs.Where(row => row.Id == job.Id).ExecuteDeleteAsync(Cancellation);
                    db.Entry(job).State = EntityState.Detached;
                    break;
            }
            await db.SaveChangesAsync(Cancellation);
        }

        foreach (var project in projects)
        {
            foreach (var state in new[] { RowState.Active, RowState.Deleted })
            {
                (await db.TotalAsync(CountedList.Jobs, CountScope.Project, [project.Id], [(int)state], Cancellation)).ShouldBe(
                    await db.Jobs.CountAsync(row => row.ProjectId == project.Id && row.State == state, Cancellation)
                );
            }
        }
        (await db.TotalAsync(CountedList.Jobs, CountScope.Project, [.. projects.Select(row => row.Id)], null, Cancellation)).ShouldBe(
            await db.Jobs.CountAsync(Cancellation)
        );
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Runs_are_counted_by_their_status(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var job = await store.AddJobAsync();
        await using var db = await store.OpenDbAsync();
        var random = new Random(20260204);
        var statuses = Enum.GetValues<RunStatus>();
        for (var i = 0; i < 20; i++)
        {
            var trigger = new RunTrigger { AccountId = job.AccountId, JobDefinitionId = job.Id };
            db.Add(trigger);
            await db.SaveChangesAsync(Cancellation);
            db.Add(
                new Run
                {
                    AccountId = job.AccountId,
                    ProjectId = job.ProjectId,
                    EnvironmentId = job.EnvironmentId,
                    JobDefinitionId = job.Id,
                    TriggerId = trigger.Id,
                }
            );
            await db.SaveChangesAsync(Cancellation);
            var changed = await db.Runs.OrderBy(run => run.Id).Skip(random.Next(i)).FirstAsync(Cancellation);
            changed.Status = statuses[random.Next(statuses.Length)];
            await db.SaveChangesAsync(Cancellation);
            var status = statuses[random.Next(statuses.Length)];
            await db
                .Runs.Where(run => run.Id % 3 == i % 3)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, status), Cancellation);
            db.ChangeTracker.Clear();
        }
        await db.Runs.Where(run => run.Id % 5 == 0).ExecuteDeleteAsync(Cancellation);

        foreach (var wanted in new RunStatus[][] { [RunStatus.Success], [RunStatus.Error, RunStatus.Cancelled], statuses })
        {
            var expected = await db.Runs.CountAsync(run => wanted.Contains(run.Status), Cancellation);
            foreach (var (scope, id) in new[] { (CountScope.Account, job.AccountId), (CountScope.Job, job.Id) })
            {
                (await db.TotalAsync(CountedList.Runs, scope, [id], [.. wanted.Select(one => (int)one)], Cancellation)).ShouldBe(expected);
            }
        }
        (await db.TotalAsync(CountedList.Runs, CountScope.Account, [job.AccountId], null, Cancellation)).ShouldBe(
            await db.Runs.CountAsync(Cancellation)
        );
    }

    [Fact]
    public async Task A_rolled_back_change_leaves_the_total()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var job = await store.AddJobAsync();
        await using var db = await store.OpenDbAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync(Cancellation))
        {
            db.Add(new Project { AccountId = job.AccountId, Name = "Draft" });
            await db.SaveChangesAsync(Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        (await db.TotalAsync(CountedList.Projects, CountScope.Account, [job.AccountId], [(int)RowState.Active], Cancellation)).ShouldBe(1);
    }

    private static Job NewJob(Project project, DbtEnvironment environment) =>
        new()
        {
            AccountId = project.AccountId,
            ProjectId = project.Id,
            EnvironmentId = environment.Id,
            Name = "More",
        };
}
