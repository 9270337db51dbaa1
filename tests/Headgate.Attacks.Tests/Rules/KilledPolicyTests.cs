using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>The server is killed while a policy of fifty agents is applied, at moments from before it is read until it is answered.</summary>
public sealed class KilledPolicyTests
{
    private const int Agents = 50;

    /// <summary>Milliseconds after the file was sent.</summary>
    private static readonly int[] Moments = [0, 10, 25, 50, 90, 150, 250, 400];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("POL-09")]
    [Fact]
    public async Task A_policy_is_applied_whole_or_not_at_all()
    {
        await using var server = await ServedProgram.StartAsync();
        await server.GateAsync("policy/", new { text = File("jobs") });
        foreach (var (round, moment) in Moments.Index())
        {
            var capability = round % 2 == 0 ? "runs" : "jobs";
            var sent = server.Admin.PostAsJsonAsync(
                $"/api/gate/v1/accounts/{server.AccountId}/policy/",
                new { text = File(capability), take_back_drift = true },
                Cancellation
            );
            await KilledApprovalTests.AtAsync(TimeSpan.FromMilliseconds(moment));
            await server.KillAndStartAsync();
            try
            {
                (await sent).Dispose();
            }
            catch (HttpRequestException)
            {
                // The server went away under it.
            }
            (await GrantedAsync(server)).Distinct().Count().ShouldBe(1, $"round {round}: all agents have what one version says");
            // And what was begun can be done again.
            await server.GateAsync("policy/", new { text = File(capability), take_back_drift = true });
            (await GrantedAsync(server)).ShouldAllBe(granted => granted == capability);
        }
        var versions = await server.Admin.GetFromJsonAsync<JsonNode>($"/api/gate/v1/accounts/{server.AccountId}/policy/", Cancellation);
        var numbers = versions!["data"]!.AsArray().Select(version => (long)version!["version"]!).ToList();
        numbers.ShouldBe(numbers.OrderDescending());
        numbers.Distinct().Count().ShouldBe(numbers.Count);
        await server.KillAsync();
        JournalVerifier.Verify(JournalSettings.ForData(server.Data), null, CancellationToken.None).Breaks.ShouldBeEmpty();
    }

    private static string File(string capability)
    {
        var text = new StringBuilder("agents:\n");
        for (var i = 0; i < Agents; i++)
        {
            text.Append($"  agent{i}:\n    grants:\n      - {{capability: {capability}, level: read, everywhere: true}}\n");
        }
        return text.ToString();
    }

    private static async Task<List<string>> GrantedAsync(ServedProgram server)
    {
        var page = await server.Admin.GetFromJsonAsync<JsonNode>(
            $"/api/gate/v1/accounts/{server.AccountId}/agents/?limit=100",
            Cancellation
        );
        var agents = page!["data"]!.AsArray();
        agents.Count.ShouldBe(Agents);
        return [.. agents.Select(agent => string.Join(',', agent!["grants"]!.AsArray().Select(grant => grant!["capability"]!.ToString())))];
    }
}
