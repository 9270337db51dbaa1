using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Discovery;

/// <summary>Questions about two places at once: both are decided about, and what may not be seen is not there.</summary>
[Collection("attacks")]
public sealed class ComparisonTests(StandingServer server) : IAsyncLifetime
{
    private static int _agents;

    public async ValueTask InitializeAsync() => await DiscoveryRows.AddAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Two_environments_are_compared_by_whoever_may_read_both()
    {
        const string Path = "environments/100/metadata/compare/";
        var (status, body, _) = await PostAsync(server.Admin, Path, new { with_environment_id = 200 });
        status.ShouldBe(HttpStatusCode.OK, body);
        var told = JsonDocument.Parse(body).RootElement.GetProperty("data");
        (told.GetProperty("before").GetString(), told.GetProperty("after").GetString()).ShouldBe(("environment 200", "environment 100"));
        told.GetProperty("differences")
            .EnumerateArray()
            .Select(d => $"{d.GetProperty("what")} {d.GetProperty("name")}")
            .ShouldBe(["added orders", $"removed {DiscoveryRows.Secret}"], ignoreOrder: true);

        (status, body, var records) = await PostAsync("KM", Path, new { with_environment_id = 200 });
        status.ShouldNotBe(HttpStatusCode.OK);
        body.ShouldNotContain(DiscoveryRows.Secret);
        records.Decision().Decision.ShouldBe("Denied");
        (await PostAsync("KM", "environments/200/metadata/compare/", new { with_environment_id = 100 })).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await PostAsync("K0", Path, new { with_environment_id = 100 })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(server.Admin, Path, new { with_environment_id = 987654 })).Status.ShouldNotBe(HttpStatusCode.OK);
        (await PostAsync(server.Admin, Path, new { with_environment_id = 101 })).Body.ShouldContain("no run of it has ended");
    }

    [Theory]
    [InlineData("runs/6000/metadata/compare/", 5000)]
    [InlineData("runs/5000/metadata/compare/", 6000)]
    public async Task Runs_of_another_project_are_not_there(string path, long with)
    {
        var key = await AgentAsync();
        var (status, body, records) = await PostAsync(key, path, new { with_run_id = with });
        status.ShouldNotBe(HttpStatusCode.OK);
        body.ShouldNotContain("Payroll");
        records.Decision().Decision.ShouldBe("Denied");
        (await PostAsync(key, "runs/5000/metadata/compare/", new { with_run_id = 5001 })).Body.ShouldContain("has not ended.");
    }

    [Fact]
    public async Task Paths_and_times_are_read_where_metadata_may_be_read()
    {
        var key = await AgentAsync();
        (await GetAsync(key, "runs/6000/metadata/path/")).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(key, "runs/5001/metadata/path/")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(key, "environments/200/metadata/times/")).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(key, "environments/100/metadata/times/?days=7")).ShouldBe(HttpStatusCode.OK);
        (await GetAsync(key, "environments/100/metadata/times/?days=0")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync("K0", "environments/100/metadata/times/")).ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>An agent that may read metadata of project 10.</summary>
    private async Task<string> AgentAsync()
    {
        var name = $"comparer {Interlocked.Increment(ref _agents)}";
        var made = (await server.Registry.CreateAsync(1, new NewAgent(name), ChangeActor.Operator, CancellationToken.None)).Value!;
        var grant = new NewGrant("metadata", "read") { ProjectIds = [10] };
        (await server.Registry.PutGrantAsync(1, made.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)).Fault.ShouldBeNull();
        return made.Secret.Reveal();
    }

    private async Task<(HttpStatusCode Status, string Body, List<JournalRecord> Records)> PostAsync(string key, string path, object body)
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        using var client = Client(key);
        using var answer = await client.PostAsJsonAsync($"{StandingServer.G1}/{path}", body, TestContext.Current.CancellationToken);
        return (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            server.RecordsAfter(mark)
        );
    }

    private async Task<HttpStatusCode> GetAsync(string key, string path)
    {
        using var client = Client(key);
        using var answer = await client.GetAsync($"{StandingServer.G1}/{path}", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Keys.GetValueOrDefault(key, key));
        return client;
    }
}
