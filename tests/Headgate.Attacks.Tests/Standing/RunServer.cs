using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>The composed server with a project whose runs are real processes of a program that stands for dbt.</summary>
internal sealed class RunServer : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Standing", "attack-dbt.sh");

    private RunServer(HeadgateServer server, TestProject project)
    {
        Server = server;
        Project = project;
    }

    /// <summary>The value of the project's <c>DBT_ENV_SECRET_X</c>.</summary>
    public static string Secret => "s3cr3t-Value/0815";

    public HeadgateServer Server { get; }

    public TestProject Project { get; }

    /// <summary>A file for which the command <c>wait</c> waits.</summary>
    public string Gate => Path.Combine(Server.DataFolder, "gate");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunServer> StartAsync(int slots = 2)
    {
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var server = await HeadgateServer.StartAsync(settings =>
            settings with
            {
                DbtProgram = Program,
                AllowLocalRepositories = true,
                RunSlots = slots,
            }
        );
        var project = await server.CreateProjectAsync("Sales");
        var folder = Directory.CreateDirectory(Path.Combine(server.DataFolder, "project")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "dbt_project.yml"), "name: sales\nprofile: sales\n", Cancellation);
        var made = new RunServer(server, project);
        await using var db = await server.DatabaseAsync();
        (await db.Repositories.SingleAsync(Cancellation)).RemoteUrl = folder;
        db.AddRange(
            new EnvironmentVariable
            {
                AccountId = server.AccountId,
                ProjectId = project.Id,
                Name = "DBT_ENV_SECRET_X",
                SecretValue = server.Services.GetRequiredService<SecretsAtRest>().Seal(new(Secret)),
            },
            new EnvironmentVariable
            {
                AccountId = server.AccountId,
                ProjectId = project.Id,
                Name = "DBT_GATE",
                RawValue = made.Gate,
            }
        );
        await db.SaveChangesAsync(Cancellation);
        return made;
    }

    /// <summary>Gives the job other commands.</summary>
    public async Task CommandsAsync(params string[] commands)
    {
        await using var db = await Server.DatabaseAsync();
        (await db.Jobs.SingleAsync(j => j.Id == Project.JobId, Cancellation)).ExecuteSteps = [.. commands];
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Triggers the job over HTTP.</summary>
    public async Task<(HttpStatusCode Status, long Run)> TriggerAsync(HttpClient? client = null)
    {
        using var answer = await (client ?? Server.Admin).PostAsJsonAsync(
            $"{Server.V2}jobs/{Project.JobId}/run/",
            new { cause = "attack" },
            Cancellation
        );
        var data = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("data");
        return (answer.StatusCode, answer.IsSuccessStatusCode ? data.GetProperty("id").GetInt64() : 0);
    }

    /// <summary>Lets the command <c>wait</c> end.</summary>
    public void Open() => File.WriteAllText(Gate, "");

    /// <summary>Waits until a run has ended.</summary>
    public Task<Run> EndAsync(long run) => UntilAsync(run, r => r.Status is RunStatus.Success or RunStatus.Error or RunStatus.Cancelled);

    /// <summary>Waits until a run is as wished.</summary>
    public async Task<Run> UntilAsync(long run, Func<Run, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using (var db = await Server.DatabaseAsync())
            {
                var row = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == run, Cancellation);
                if (condition(row))
                {
                    return row;
                }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await Server.DisposeAsync();
    }
}
