using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate.Models;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>A server whose runs call a shell script in place of dbt.</summary>
internal sealed class RunLab : IAsyncDisposable
{
    /// <summary>Most MiB of a step's log: little, so that a run gets there soon.</summary>
    public const int LogMiB = 64;

    private readonly string _folder;

    private RunLab(HeadgateServer server, string folder) => (Server, _folder) = (server, folder);

    public HeadgateServer Server { get; }

    /// <summary>The folder of the project, in which the program lies too.</summary>
    public string Folder => _folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunLab> StartAsync(string script, Func<BoxSettings, BoxSettings>? box = null, TimeSpan? cloneTimeout = null)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-runs-").FullName;
        var program = Path.Combine(folder, "dbt.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n" + script, Cancellation);
        File.SetUnixFileMode(
            program,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute
        );
        // A server that is root gives its runs users of their own.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(Path.Combine(folder, "dbt_project.yml"), "name: shop\nprofile: 'orchard'\n", Cancellation);
        return new RunLab(
            await HeadgateServer.StartAsync(
                s =>
                    s with
                    {
                        DbtProgram = program,
                        RunSlots = 4,
                        RunLogMiB = LogMiB,
                        CloneTimeout = cloneTimeout ?? s.CloneTimeout,
                        Box = box?.Invoke(new() { Folders = [folder] }) ?? new() { Folders = [folder] },
                    },
                services =>
                    services.AddSingleton(provider => new NodesProgram(
                        [ProductProgram.Path, NodesProgram.Word],
                        provider.GetRequiredService<ILogger<NodesProgram>>()
                    ))
            ),
            folder
        );
    }

    /// <summary>A project whose repository lies in a folder, with credentials and, where given, a secret variable.</summary>
    public async Task<TestProject> AddProjectAsync(string name, string? secret = null)
    {
        var project = await Server.CreateProjectAsync(name);
        await using var db = await Server.DatabaseAsync();
        var atRest = Server.Services.GetRequiredService<SecretsAtRest>();
        var repository = await db.Repositories.SingleAsync(r => r.Id == project.RepositoryId, Cancellation);
        (repository.RemoteUrl, repository.RemoteBackend) = (_folder, "managed");
        var credential = new Credential
        {
            AccountId = Server.AccountId,
            ProjectId = project.Id,
            Schema = "analytics",
            SecretFields = atRest.Seal(new("""{"password":"unused-password"}""")),
        };
        db.Add(credential);
        if (secret is not null)
        {
            db.Add(
                new EnvironmentVariable
                {
                    AccountId = Server.AccountId,
                    ProjectId = project.Id,
                    Name = "DBT_ENV_SECRET_X",
                    SecretValue = atRest.Seal(new(secret)),
                }
            );
        }
        await db.SaveChangesAsync(Cancellation);
        var environment = await db.Environments.SingleAsync(e => e.Id == project.ProductionId, Cancellation);
        (environment.CredentialsId, environment.RepositoryId) = (credential.Id, project.RepositoryId);
        await db.SaveChangesAsync(Cancellation);
        return project;
    }

    /// <summary>Triggers a job; the run's id, or null where it was refused.</summary>
    public async Task<long?> TriggerAsync(TestProject project, string? commit = null)
    {
        using var answer = await Server.Admin.PostAsJsonAsync(
            $"{Server.V2}jobs/{project.JobId}/run/",
            commit is null ? new { cause = "storm" } : (object)new { cause = "storm", git_sha = commit },
            Cancellation
        );
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return answer.IsSuccessStatusCode ? json.GetProperty("data").GetProperty("id").GetInt64() : null;
    }

    public async Task<List<Run>> RunsAsync(TestProject project)
    {
        await using var db = await Server.DatabaseAsync();
        return await db.Runs.AsNoTracking().Where(r => r.ProjectId == project.Id).OrderBy(r => r.Id).ToListAsync(Cancellation);
    }

    public async Task<List<Run>> EndedAsync(TestProject project)
    {
        List<Run> runs = [];
        await Until.HoldsAsync(
            async () =>
                (runs = await RunsAsync(project)).TrueForAll(r => r.Status is RunStatus.Success or RunStatus.Error or RunStatus.Cancelled),
            () => "all runs end; they are " + string.Join(", ", runs.Select(r => r.Status)),
            Cancellation
        );
        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
