using System.Text;
using Headgate.Metadata.Columns.Binding;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Ingestion;
using Headgate.Metadata.Settings;
using Headgate.Metadata.Tests.Columns;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Metadata.Tests;

/// <summary>A store with a job, whose runs leave the artifacts that a test says.</summary>
internal sealed class MetadataLab : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    private MetadataLab(TestStore store, FakeTimeProvider clock, Job job) => (Store, Clock, Job) = (store, clock, job);

    public static TheoryData<string> Databases => [TestStore.Sqlite, TestStore.Postgres];

    public TestStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public Job Job { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MetadataLab> CreateAsync(string database = TestStore.Sqlite, MetadataSettings? settings = null)
    {
        var clock = new FakeTimeProvider(Start + TimeSpan.FromHours(1));
        var store = await TestStore.CreateAsync(
            database,
            (services, _) =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<Func<IBinding>>(() => new BindingHere());
                services.AddMetadata(settings ?? new MetadataSettings());
            }
        );
        return new MetadataLab(store, clock, await store.AddJobAsync());
    }

    /// <summary>A golden step's file as the artifact of a step.</summary>
    public static LabFile Golden(int step, string folder, string file) =>
        new(step, file, File.ReadAllBytes(Prerequisite.SharedData("golden", "expected", "orchard", folder, file)));

    /// <summary>A text as the artifact of a step.</summary>
    public static LabFile Text(int step, string file, string text) => new(step, file, Encoding.UTF8.GetBytes(text));

    /// <summary>A run that ended some minutes after the start, and left files.</summary>
    public async Task<Run> EndAsync(int minutes, params LabFile[] files) => await EndAsync(Job, minutes, files);

    public async Task<Run> EndAsync(Job job, int minutes, params LabFile[] files)
    {
        await using var db = await Store.OpenDbAsync();
        var at = Start + TimeSpan.FromMinutes(minutes);
        var trigger = new RunTrigger
        {
            AccountId = job.AccountId,
            JobDefinitionId = job.Id,
            Cause = "test",
            CreatedAt = at,
        };
        db.Add(trigger);
        await db.SaveChangesAsync(Cancellation);
        var run = new Run
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            Status = RunStatus.Success,
            GitSha = $"sha-{minutes}",
            StartedAt = at - TimeSpan.FromMinutes(1),
            FinishedAt = at,
        };
        db.Add(run);
        await db.SaveChangesAsync(Cancellation);
        foreach (var file in files)
        {
            var (sha, size) = await Store
                .Services.GetRequiredService<ArtifactStore>()
                .PutAsync(new MemoryStream(file.Content), Cancellation);
            db.Add(
                new Artifact
                {
                    AccountId = job.AccountId,
                    RunId = run.Id,
                    Step = file.Step,
                    Path = file.Path,
                    Sha256 = sha,
                    Size = size,
                }
            );
        }
        db.Add(
            new OutboxEvent
            {
                AccountId = job.AccountId,
                ProjectId = job.ProjectId,
                EnvironmentId = job.EnvironmentId,
                JobId = job.Id,
                RunId = run.Id,
                RunStatus = run.Status,
                Type = "run.succeeded",
                CreatedAt = at,
            }
        );
        await db.SaveChangesAsync(Cancellation);
        return run;
    }

    /// <summary>Reads all runs that have ended; gives how many.</summary>
    public Task<int> ReadAsync() => Store.Services.GetRequiredService<EndedRuns>().ReadAsync(Cancellation);

    /// <summary>Finds out where the columns of all nodes come from; gives how many queries were bound.</summary>
    public Task<int> KeepColumnsAsync() => Store.Services.GetRequiredService<ColumnKeeper>().KeepAsync(Cancellation);

    public async Task<MetadataIngest> IngestOfAsync(Run run)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.MetadataIngests.SingleAsync(row => row.RunId == run.Id, Cancellation);
    }

    public async Task<MetadataNode> NodeAsync(string id)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.MetadataNodes.SingleAsync(row => row.UniqueId == id && row.EnvironmentId == Job.EnvironmentId, Cancellation);
    }

    public async Task<MetadataEnvironment> EnvironmentAsync()
    {
        await using var db = await Store.OpenDbAsync();
        return await db.MetadataEnvironments.SingleAsync(row => row.EnvironmentId == Job.EnvironmentId, Cancellation);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

/// <summary>A file that a step of a run left.</summary>
internal sealed record LabFile(int Step, string Path, byte[] Content);
