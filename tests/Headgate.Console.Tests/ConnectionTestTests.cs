using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Console.Tests;

/// <summary>Whether a page finds out that a warehouse cannot be reached, and whether others may try it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ConnectionTestTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Address => console.Gate($"environments/{console.Project.ProductionId}/test/");

    [Fact]
    public async Task A_page_says_what_is_wrong_with_a_warehouse_that_is_not_there()
    {
        await using var visit = await console.OpenAsync(
            $"/account/environments/thing/{console.Project.ProductionId}?project={console.Project.Id}"
        );
        await visit.Page.ClickAsync("button:text('Test the connection')");
        await visit.Page.WaitForSelectorAsync("section:has(#test-head) [role=status]");
        (await visit.Page.InnerTextAsync("section:has(#test-head) [role=status]")).ShouldContain("No");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_change_environments_wakes_no_warehouse()
    {
        using var viewer = console.Server.ClientFor(await console.Server.CreateServiceTokenAsync("account_viewer"));
        using var refused = await viewer.PostAsync(Address, null, Cancellation);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var reader = console.Server.ClientFor(
            await console.Server.CreateAgentAsync("Reads environments", new NewGrant("environments", "read")),
            "Bearer"
        );
        using var denied = await reader.PostAsync(Address, null, Cancellation);
        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_as_such()
    {
        var project = await console.Server.CreateProjectAsync("Reaches nothing");
        await using (var db = await console.Server.DatabaseAsync())
        {
            var connection = new Connection
            {
                AccountId = console.Server.AccountId,
                Name = "PostgreSQL",
                AdapterVersion = "postgres_v0",
                Config = $$"""{"hostname":"127.0.0.1","port":{{TestProvider.FreePort()}},"dbname":"shop"}""",
            };
            db.Connections.Add(connection);
            await db.SaveChangesAsync(Cancellation);
            db.Environments.Single(e => e.Id == project.ProductionId).ConnectionId = connection.Id;
            await db.SaveChangesAsync(Cancellation);
        }
        using var tested = await console.Server.Admin.PostAsync(
            console.Gate($"environments/{project.ProductionId}/test/"),
            null,
            Cancellation
        );
        var told = (await tested.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!;
        told["type"]!.ToString().ShouldBe("postgres");
        told["good"]!.GetValue<bool>().ShouldBeFalse(told.ToJsonString());
        told["message"]!.ToString().ShouldNotBeEmpty();
    }
}
