using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Platform.Runs.Keeping;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Up;

/// <summary>
/// Runs of the server in this process, read from its store and its log files. Following a run through the API would write a line into the record
/// several times a second, and the record of a first start is to be read by people.
/// </summary>
internal static class OwnRuns
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>Characters of a step's log that a start shows: it is read anew each time.</summary>
    private const int Most = 1024 * 1024;

    /// <summary>Follows runs of a server.</summary>
    public static RunFollower Follower(RunningServer server, Terminal terminal) =>
        new((run, cancellation) => ReadAsync(server.Services, run, cancellation), Interval, terminal, TimeProvider.System);

    private static async Task<JsonNode> ReadAsync(IServiceProvider services, long id, CancellationToken cancellation)
    {
        var logs = services.GetRequiredService<StoreSettings>().LogsFolder;
        await using var db = await services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        var steps = new JsonArray();
        foreach (var step in await db.RunSteps.AsNoTracking().Where(s => s.RunId == id).OrderBy(s => s.Index).ToListAsync(cancellation))
        {
            steps.Add(
                new JsonObject
                {
                    ["id"] = step.Id,
                    ["index"] = step.Index,
                    ["name"] = step.Name,
                    ["status"] = (int)step.Status,
                    ["logs"] = await TextAsync(Path.Combine(logs, step.LogPath), cancellation),
                }
            );
        }
        var end = run.FinishedAt ?? TimeProvider.System.GetUtcNow();
        return new JsonObject
        {
            ["id"] = run.Id,
            ["job_definition_id"] = run.JobDefinitionId,
            ["status"] = (int)run.Status,
            ["status_message"] = run.StatusMessage,
            ["duration"] = (end - run.CreatedAt).ToString(@"hh\:mm\:ss"),
            ["run_steps"] = steps,
        };
    }

    private static async Task<string> TextAsync(string path, CancellationToken cancellation)
    {
        await using var log = RunLogFolder.Open(path);
        if (log is null)
        {
            return "";
        }
        using var reader = new StreamReader(log);
        var text = new char[Most];
        var length = await reader.ReadBlockAsync(text, cancellation);
        return length < Most ? new string(text, 0, length) : new string(text) + "\n… 'headgate logs' shows the rest.\n";
    }
}
