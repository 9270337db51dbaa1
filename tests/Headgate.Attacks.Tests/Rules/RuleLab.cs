using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Models;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>A server with a job, and agents whose grants have conditions.</summary>
internal sealed class RuleLab : IAsyncDisposable
{
    private RuleLab(HeadgateServer server, TestProject project) => (Server, Project) = (server, project);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public HeadgateServer Server { get; }

    public TestProject Project { get; }

    public string RunPath => $"{Server.V2}jobs/{Project.JobId}/run/";

    public static async Task<RuleLab> StartAsync(TimeProvider? time = null)
    {
        var server = await HeadgateServer.StartAsync(also: services =>
        {
            services.AddSingleton(provider => new NodesProgram(
                [ProductProgram.Path, NodesProgram.Word],
                provider.GetRequiredService<ILogger<NodesProgram>>()
            ));
            if (time is not null)
            {
                services.AddSingleton(time);
            }
        });
        return new RuleLab(server, await server.CreateProjectAsync("Sales"));
    }

    /// <summary>An agent that may trigger the project's jobs under conditions, and read.</summary>
    public async Task<HttpClient> AgentAsync(string name, GrantConditions when, params string[] overrides) =>
        Server.ClientFor(
            await Server.CreateAgentAsync(
                name,
                new NewGrant("jobs", "read") { ProjectIds = [Project.Id] },
                new NewGrant("runs", "read") { ProjectIds = [Project.Id] },
                new NewGrant("runs.trigger", "full")
                {
                    ProjectIds = [Project.Id],
                    Overrides = overrides,
                    When = when,
                }
            )
        );

    /// <summary>A run of the job that succeeded and left a manifest.</summary>
    public async Task AddManifestAsync(JsonObject manifest, string? branch = null)
    {
        var run = await Project.AddRunAsync(Server, RunStatus.Success);
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        var (sha, size) = await Server.Services.GetRequiredService<ArtifactStore>().PutAsync(text, Cancellation);
        await using var db = await Server.DatabaseAsync();
        db.Add(
            new Artifact
            {
                AccountId = Server.AccountId,
                RunId = run,
                Step = 4,
                Path = "manifest.json",
                Sha256 = sha,
                Size = size,
            }
        );
        if (branch is not null)
        {
            var trigger = await db.RunTriggers.SingleAsync(t => db.Runs.Any(r => r.Id == run && r.TriggerId == t.Id), Cancellation);
            trigger.GitBranch = branch;
        }
        await db.SaveChangesAsync(Cancellation);
    }

    public static GrantConditions Argument(string field, params string[] values) =>
        new() { Arguments = [new ArgumentCondition { Field = field, OneOf = values }] };

    public Task<(HttpStatusCode Status, JsonElement Body)> RunAsync(HttpClient agent, string body) => PostAsync(agent, RunPath, body);

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    public static string Message(JsonElement body) => body.GetProperty("status").GetProperty("user_message").GetString()!;

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
