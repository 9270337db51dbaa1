using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Headgate.Platform.Tests.Runs;

/// <summary>A store with runs, a project on disk, and a program that stands for dbt.</summary>
internal sealed class RunsFixture : IAsyncDisposable
{
    public static readonly string FakeDbt = Path.Combine(AppContext.BaseDirectory, "Runs", "fake-dbt.sh");

    private readonly List<IHostedService> _hosted = [];

    private RunsFixture(TestStore store) => Store = store;

    public TestStore Store { get; }

    public RunQueue Queue => Store.Services.GetRequiredService<RunQueue>();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunsFixture> CreateAsync(
        string database = TestStore.Sqlite,
        RunSettings? settings = null,
        bool start = true,
        Action<IServiceCollection>? more = null
    )
    {
        File.SetUnixFileMode(FakeDbt, (UnixFileMode)0b111_101_101);
        settings ??= new();
        settings = settings with
        {
            Box = settings.Box with { Folders = [.. settings.Box.Folders, "/"] },
            DbtProgram = settings.DbtProgram ?? FakeDbt,
            KillAfter = settings.KillAfter == TimeSpan.FromSeconds(10) ? TimeSpan.FromMilliseconds(400) : settings.KillAfter,
        };
        var store = await TestStore.CreateAsync(
            database,
            (services, where) =>
            {
                services.AddSingleton<IHostApplicationLifetime, StartedLifetime>();
                services.AddRuns(settings, where);
                more?.Invoke(services);
            }
        );
        var fixture = new RunsFixture(store);
        if (start)
        {
            await fixture.StartAsync();
        }
        return fixture;
    }

    public async Task StartAsync()
    {
        foreach (
            var service in Store
                .Services.GetServices<IHostedService>()
                .Where(service => service.GetType().Namespace!.StartsWith("Headgate"))
        )
        {
            await service.StartAsync(Cancellation);
            _hosted.Add(service);
        }
    }

    /// <summary>A job whose project lies in a folder, with a DuckDB connection and a secret variable.</summary>
    public async Task<Job> AddJobAsync(params string[] commands)
    {
        var folder = Path.Combine(Store.Settings.DataFolder, "projects", $"project-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "dbt_project.yml"), "name: shop\nprofile: 'orchard'\n", Cancellation);
        var job = await Store.AddJobAsync(job => job.ExecuteSteps = [.. commands.Length > 0 ? commands : ["dbt build"]]);
        await using var db = await Store.OpenDbAsync();
        var atRest = Store.Services.GetRequiredService<SecretsAtRest>();
        var repository = new Repository
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            RemoteUrl = folder,
            RemoteBackend = "managed",
        };
        var connection = new Connection
        {
            AccountId = job.AccountId,
            Name = "DuckDB",
            AdapterVersion = "duckdb_v0",
            Config = $$"""{"path":"shop-{{job.Id}}.duckdb"}""",
        };
        var credential = new Credential
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            Schema = "analytics",
            SecretFields = atRest.Seal(new("""{"password":"s3cret-pass\"word"}""")),
        };
        var variable = new EnvironmentVariable
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            Name = "DBT_ENV_SECRET_TOKEN",
            SecretValue = atRest.Seal(new("t0p-t0ken")),
        };
        db.AddRange(repository, connection, credential, variable);
        await db.SaveChangesAsync(Cancellation);
        await db
            .Environments.Where(row => row.Id == job.EnvironmentId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.ConnectionId, connection.Id)
                        .SetProperty(row => row.CredentialsId, credential.Id)
                        .SetProperty(row => row.RepositoryId, repository.Id),
                Cancellation
            );
        return job;
    }

    public async Task<Run> TriggerAsync(Job job, Func<RunRequest, RunRequest>? change = null)
    {
        var request = new RunRequest
        {
            JobId = job.Id,
            Cause = "test",
            Actor = new("user", "1", "ada@example.com"),
        };
        var result = await Queue.TriggerAsync(change?.Invoke(request) ?? request, Cancellation);
        result.Refusal.ShouldBeNull();
        return result.Run!;
    }

    public async Task<Run> GetAsync(long runId)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.Runs.AsNoTracking().SingleAsync(run => run.Id == runId, Cancellation);
    }

    public async Task<List<RunStep>> StepsAsync(long runId)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.RunSteps.AsNoTracking().Where(step => step.RunId == runId).OrderBy(step => step.Index).ToListAsync(Cancellation);
    }

    public async Task<string> LogAsync(long runId, string stepName)
    {
        var step = (await StepsAsync(runId)).Find(step => step.Name.Contains(stepName, StringComparison.Ordinal));
        return step is null ? "" : await ReadAsync(Path.Combine(Store.Settings.LogsFolder, step.LogPath));
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var log = RunLogFolder.Open(file);
        if (log is null)
        {
            return "";
        }
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync(Cancellation);
    }

    public async Task<Run> EndOfAsync(long runId) => await UntilAsync(runId, run => run.Status.IsComplete());

    public async Task<Run> UntilAsync(long runId, Func<Run, bool> condition)
    {
        Run run = null!;
        await Until.HoldsAsync(
            async () => condition(run = await GetAsync(runId)),
            () => $"run {runId} is {run.Status} with message {run.StatusMessage}",
            Cancellation
        );
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_hosted))
        {
            await service.StopAsync(CancellationToken.None);
        }
        await Store.DisposeAsync();
    }
}
