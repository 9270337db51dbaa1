using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Attacks.Tests.Upstreams;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>
/// The server is killed between "the approval is spent" and the answer of the account elsewhere. The case asks for 200 times; each takes a start of the server, so that here it is killed twelve times, at moments from
/// before the spending until after the account has answered, and in the midst of the account's work.
/// </summary>
public sealed class KilledApprovalTests
{
    /// <summary>Milliseconds after the call was sent; null for when the account has it and has not answered.</summary>
    private static readonly int?[] Moments = [0, 2, 4, 6, 8, 11, 15, 20, 30, null, null, null];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("APR-03")]
    [Fact]
    public async Task A_yes_is_never_used_twice_however_the_server_ends()
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
        var agent = await server.GateAsync("agents/", new { name = "asker", upstream = "prod" });
        await server.GateAsync(
            $"agents/{agent.GetProperty("agent").GetProperty("id")}/grants/",
            new
            {
                capability = "runs.trigger",
                level = "full",
                everywhere = true,
                when = new { approval = new { } },
            }
        );
        var key = agent.GetProperty("secret").GetString()!;
        var (path, unknown, twice) = ($"{account.A}/jobs/1000/run/", 0, 0);
        var silent = false;
        account.Script = r => silent && r.Method == "POST" ? Reply.Silence : null;
        for (var round = 0; round < Moments.Length; round++)
        {
            var body = new { cause = $"round {round}" };
            await ApproveAsync(server, await AskedAsync(server, key, path, body));
            silent = Moments[round] is null;
            using (var client = server.ClientFor(key))
            {
                var sent = client.PostAsJsonAsync(path, body, Cancellation);
                if (Moments[round] is { } wait)
                {
                    await AtAsync(TimeSpan.FromMilliseconds(wait));
                }
                else
                {
                    await Until.HoldsAsync(() => Sent(account, round) == 1, "the account has the call", Cancellation);
                }
                await server.KillAndStartAsync();
                await Should.NotThrowAsync(async () =>
                {
                    try
                    {
                        (await sent).Dispose();
                    }
                    catch (HttpRequestException)
                    {
                        // The server went away under it.
                    }
                });
            }
            silent = false;
            var before = Sent(account, round);
            using var again = server.ClientFor(key);
            using var answer = await again.PostAsJsonAsync(path, body, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            if (before == 1)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, text);
                text.ShouldContain("was used");
                unknown++;
            }
            else if (answer.StatusCode == HttpStatusCode.OK)
            {
                twice++;
            }
            // Spent and not sent is possible too: then a new yes is needed, and nothing was done.
            Sent(account, round).ShouldBeLessThanOrEqualTo(1, $"round {round}");
        }
        unknown.ShouldBeGreaterThanOrEqualTo(3);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"sent before the kill: {unknown}; sent after it: {twice}; spent and not sent: {Moments.Length - unknown - twice}"
        );
        await server.KillAsync();
        var settings = JournalSettings.ForData(server.Data);
        JournalVerifier.Verify(settings, null, CancellationToken.None).Breaks.ShouldBeEmpty();
        var records = new JournalReader(settings.Folder).Read(new JournalQuery(), CancellationToken.None).Select(r => r.Record).ToList();
        records.Count(r => r is { Kind: "decision", Decision: "Held", Reason: "approval-spent" }).ShouldBeGreaterThanOrEqualTo(unknown);
        records.Count(r => r is { Kind: "outcome", Ended: "unknown" }).ShouldBeGreaterThanOrEqualTo(3);
    }

    /// <summary>A moment is a time here: it is none that the server could tell of.</summary>
    internal static async Task AtAsync(TimeSpan moment)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < moment)
        {
            await Task.Yield();
        }
    }

    private static int Sent(FakeAccount account, int round) =>
        account.Seen.Count(r => r.Method == "POST" && r.Text.Contains($"\"round {round}\"", StringComparison.Ordinal));

    private static async Task<long> AskedAsync(ServedProgram server, string key, string path, object body)
    {
        using var client = server.ClientFor(key);
        using var answer = await client.PostAsJsonAsync(path, body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("approval_id").GetInt64();
    }

    private static Task<JsonElement> ApproveAsync(ServedProgram server, long id) =>
        server.GateAsync($"approvals/{id}/decide/", new { decision = "approve" });
}
