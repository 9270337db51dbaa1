using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Discovery;

/// <summary>Reading a run's artifacts again is for those who may write jobs; no agent may, whatever it was granted.</summary>
public sealed class ReadAgainTests
{
    private const string Manifest = """
        {"metadata":{"project_name":"shop","adapter_type":"duckdb"},"nodes":{"model.shop.orders":{"resource_type":"model","name":"orders","raw_code":"select 1"}}}
        """;

    [Fact]
    public async Task A_run_is_read_again_by_those_who_may_and_its_environment_tells_it()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Shop");
        var run = await project.AddRunAsync(server, RunStatus.Success);
        var (sha, size) = await server
            .Services.GetRequiredService<ArtifactStore>()
            .PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(Manifest)), CancellationToken.None);
        await using (var db = await server.DatabaseAsync())
        {
            db.Add(
                new Artifact
                {
                    AccountId = server.AccountId,
                    RunId = run,
                    Step = 1,
                    Path = "manifest.json",
                    Sha256 = sha,
                    Size = size,
                }
            );
            await db.SaveChangesAsync();
        }
        var address = new Uri(server.Url, $"/api/gate/v1/accounts/{server.AccountId}/runs/{run}/metadata/");
        foreach (
            var key in (string[])
                [
                    await server.CreateServiceTokenAsync("metadata_only"),
                    await server.CreateAgentAsync(
                        "reader",
                        new Gate.Agents.NewGrant("metadata", "read"),
                        new Gate.Agents.NewGrant("jobs", "full")
                    ),
                ]
        )
        {
            using var other = server.ClientFor(key, "Bearer");
            using var refused = await other.PostAsync(address, null, TestContext.Current.CancellationToken);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        for (var i = 0; i < 2; i++)
        {
            using var answer = await server.Admin.PostAsync(address, null, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
            var data = JsonDocument.Parse(text).RootElement.GetProperty("data");
            (data.GetProperty("state").GetString(), data.GetProperty("nodes").GetInt32()).ShouldBe(("read", 1));
        }
        using var content = new StringContent(
            $$"""{"query":"{ environment(id: {{project.ProductionId}}) { dbtProjectName definition { models { edges { node { rawCode } } } } } }"}""",
            Encoding.UTF8,
            "application/json"
        );
        using var told = await server.Admin.PostAsync(
            new Uri(server.Url, "/metadata/graphql"),
            content,
            TestContext.Current.CancellationToken
        );
        (await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            """{"data":{"environment":{"dbtProjectName":"shop","definition":{"models":{"edges":[{"node":{"rawCode":"select 1"}}]}}}}}"""
        );
    }
}
