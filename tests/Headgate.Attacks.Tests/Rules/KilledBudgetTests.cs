using System.Globalization;
using System.Net.Http.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Attacks.Tests.Upstreams;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Testing;
using Microsoft.Data.Sqlite;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>
/// The server is killed between what a call takes of its budget and what is known of its run. The case asks for 200 times; each takes a start of the server, so that here it is killed eight times, from before anything is
/// taken until the account elsewhere has made the run and not answered.
/// </summary>
public sealed class KilledBudgetTests
{
    /// <summary>Milliseconds after the call was sent; null for when the account has it and has not answered.</summary>
    private static readonly int?[] Moments = [0, 3, 6, 10, 20, null, null, null];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BUD-03")]
    [Fact]
    public async Task What_is_taken_is_settled_once_by_the_runs_that_there_are()
    {
        await using var account = new FakeAccount();
        await using var server = await ServedProgram.StartAsync(("HEADGATE__UPSTREAMS__ALLOW_TEST_BEDS", "true"));
        await server.GateAsync(
            "upstreams/",
            new
            {
                name = "prod",
                base_address = account.Address,
                token = UpstreamLab.Token,
                test_bed = true,
            }
        );
        var made = await server.GateAsync("agents/", new { name = "hours", upstream = "prod" });
        await server.GateAsync(
            $"agents/{made.GetProperty("agent").GetProperty("id")}/grants/",
            new
            {
                capability = "runs.trigger",
                level = "full",
                everywhere = true,
                when = new { budget = new { runs = 100, run_minutes = 1000 } },
            }
        );
        var key = made.GetProperty("secret").GetString()!;
        var (silent, runs, listed) = (false, new List<string>(), true);
        account.Script = request =>
        {
            if (request.Method == "POST")
            {
                lock (runs)
                {
                    runs.Add(Run(account, 9000 + runs.Count));
                    return silent ? Reply.Silence : Reply.Data(runs[^1]);
                }
            }
            lock (runs)
            {
                return request.Path.EndsWith("/runs/", StringComparison.Ordinal) ? Reply.Page(listed ? [.. runs] : [], runs.Count)
                    : runs.Find(run => request.Path.EndsWith($"/runs/{IdOf(run)}/", StringComparison.Ordinal)) is { } one ? Reply.Data(one)
                    : null;
            }
        };
        for (var round = 0; round < Moments.Length; round++)
        {
            silent = Moments[round] is null;
            var before = Made(runs);
            // What is reserved is what the job took lately: nothing is known of that here.
            listed = false;
            using (var client = server.ClientFor(key))
            {
                var sent = client.PostAsJsonAsync($"{account.A}/jobs/1000/run/", new { cause = $"round {round}" }, Cancellation);
                if (Moments[round] is { } wait)
                {
                    await KilledApprovalTests.AtAsync(TimeSpan.FromMilliseconds(wait));
                }
                else
                {
                    await Until.HoldsAsync(() => Made(runs) == before + 1, "the account has the call", Cancellation);
                }
                await server.KillAsync();
                try
                {
                    (await sent).Dispose();
                }
                catch (HttpRequestException)
                {
                    // The server went away under it.
                }
            }
            listed = true;
            Age(server);
            await server.StartAgainAsync();
            await Until.HoldsAsync(
                () => Number(server, "SELECT count(*) FROM budget_holds WHERE settled_at IS NULL") == 0,
                "nothing stays open",
                Cancellation
            );
            var count = Made(runs);
            Number(server, "SELECT coalesce(sum(used), 0) FROM budget_uses WHERE measure = 'runs'").ShouldBe(count, $"round {round}");
            Number(server, "SELECT coalesce(sum(used), 0) FROM budget_uses WHERE measure = 'run minutes'")
                .ShouldBe(3 * count, $"round {round}");
        }
        Made(runs).ShouldBeGreaterThanOrEqualTo(3);
        await server.KillAsync();
        JournalVerifier.Verify(JournalSettings.ForData(server.Data), null, CancellationToken.None).Breaks.ShouldBeEmpty();
    }

    private static int Made(List<string> runs)
    {
        lock (runs)
        {
            return runs.Count;
        }
    }

    /// <summary>A run of three minutes, made a quarter of an hour ago, as holds are by <see cref="Age"/>.</summary>
    private static string Run(FakeAccount account, long id)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-15);
        string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "+00:00";
        return account.Run(
            id,
            $",\"created_at\":\"{Text(at)}\",\"started_at\":\"{Text(at)}\",\"finished_at\":\"{Text(at.AddMinutes(3))}\""
        );
    }

    private static string IdOf(string run) =>
        run[(run.IndexOf(':', StringComparison.Ordinal) + 1)..run.IndexOf(',', StringComparison.Ordinal)];

    /// <summary>Lets a quarter of an hour go by for what is open: the server looks for lost calls after ten minutes.</summary>
    private static void Age(ServedProgram server) =>
        Number(server, "UPDATE budget_holds SET created_at = created_at - 900000000 WHERE settled_at IS NULL AND run_id IS NULL; SELECT 0");

    private static long Number(ServedProgram server, string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(server.Data, "headgate.db")}");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
