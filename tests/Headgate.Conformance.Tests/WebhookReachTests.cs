using System.Text.Json;
using Headgate.Gate.Agents;

namespace Headgate.Conformance.Tests;

/// <summary>Who may hear of whose runs: a subscription is decided on every job that it listens to, before a change and after it.</summary>
public sealed class WebhookReachTests(ConformanceServer shared)
{
    private string V3 => shared.Server.V3 + "webhooks/";

    [Fact]
    public async Task A_token_of_one_project_subscribes_to_jobs_of_its_project_and_to_no_others()
    {
        using var token = shared.Server.ClientFor(await shared.Server.CreateServiceTokenAsync("webhooks_only", shared.Sales.Id));

        (await PostAsync(token, [shared.Sales.JobId])).Status.ShouldBe(201);
        (await PostAsync(token, [shared.Payroll.JobId])).Status.ShouldBe(403);
        (await PostAsync(token, [shared.Sales.JobId, shared.Payroll.JobId])).Status.ShouldBe(403);
        (await PostAsync(token, [])).Status.ShouldBe(403, "a subscription without jobs hears of all jobs of the account");
        (await PostAsync(token, null)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_token_of_one_project_widens_no_subscription_beyond_it()
    {
        using var token = shared.Server.ClientFor(await shared.Server.CreateServiceTokenAsync("webhooks_only", shared.Sales.Id));
        var id = Id(await PostAsync(token, [shared.Sales.JobId]));

        foreach (long[]? jobs in new long[]?[] { [], null, [shared.Payroll.JobId], [shared.Sales.JobId, shared.Payroll.JobId] })
        {
            (await PutAsync(token, id, jobs)).Status.ShouldBe(403);
        }

        Jobs(await PutAsync(token, id, [shared.Sales.JobId])).ShouldBe([shared.Sales.JobId]);
    }

    [Fact]
    public async Task An_agent_of_one_project_widens_no_subscription_beyond_it()
    {
        var key = await shared.Server.CreateAgentAsync(
            "hooks of sales",
            new NewGrant("webhook_subscriptions", "full") { ProjectIds = [shared.Sales.Id] },
            new NewGrant("jobs", "read") { ProjectIds = [shared.Sales.Id] }
        );
        using var agent = shared.Server.ClientFor(key, "Bearer");
        var id = Id(await PostAsync(agent, [shared.Sales.JobId]));

        foreach (long[]? jobs in new long[]?[] { [], null, [shared.Payroll.JobId], [shared.Sales.JobId, shared.Payroll.JobId] })
        {
            (await PutAsync(agent, id, jobs)).Status.ShouldBe(403);
        }

        Jobs(await PutAsync(agent, id, [shared.Sales.JobId])).ShouldBe([shared.Sales.JobId]);
    }

    [Fact]
    public async Task A_token_of_one_project_sees_no_subscription_that_hears_of_others()
    {
        var own = Id(await PostAsync(shared.Server.Admin, [shared.Sales.JobId]));
        var all = Id(await PostAsync(shared.Server.Admin, []));
        var both = Id(await PostAsync(shared.Server.Admin, [shared.Sales.JobId, shared.Payroll.JobId]));
        using var token = shared.Server.ClientFor(await shared.Server.CreateServiceTokenAsync("webhooks_only", shared.Sales.Id));

        (await ConformanceServer.SendAsync(token, "GET", $"{V3}subscription/{own}")).Status.ShouldBe(200);
        foreach (var other in new[] { all, both })
        {
            foreach (var path in new[] { "", "/events", "/test", "/event/wev_x/receipt" })
            {
                (await ConformanceServer.SendAsync(token, "GET", $"{V3}subscription/{other}{path}")).Status.ShouldBeOneOf(403, 404);
            }
            (await ConformanceServer.SendAsync(token, "DELETE", $"{V3}subscription/{other}")).Status.ShouldBeOneOf(403, 404);
        }
        var (status, list) = await ConformanceServer.SendAsync(token, "GET", V3 + "subscriptions?limit=100");
        status.ShouldBe(200);
        var ids = list.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("id").GetString()).ToList();
        ids.ShouldContain(own);
        ids.ShouldNotContain(all);
        ids.ShouldNotContain(both);
        list.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt32().ShouldBe(ids.Count);
    }

    [Fact]
    public async Task Pages_of_subscriptions_have_ten_and_answer_to_order_and_state()
    {
        for (var i = 0; i < 11; i++)
        {
            await PostAsync(shared.Server.Admin, [shared.Sales.JobId]);
        }
        var deleted = Id(await PostAsync(shared.Server.Admin, [shared.Sales.JobId]));
        (await ConformanceServer.SendAsync(shared.Server.Admin, "DELETE", $"{V3}subscription/{deleted}")).Status.ShouldBe(200);

        (await IdsAsync("subscriptions")).Count.ShouldBe(10);
        var newest = await IdsAsync("subscriptions?order_by=-id&limit=2");
        (await IdsAsync("subscriptions?order_by=-id&limit=1&offset=1")).ShouldBe([newest[1]]);
        newest.ShouldNotContain(deleted);
        (await IdsAsync("subscriptions?state=2&limit=100")).ShouldContain(deleted);
        (await shared.SendAsync("GET", V3 + "subscriptions?order_by=secret")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_body_names_the_subscription_of_its_path_or_none()
    {
        var id = Id(await PostAsync(shared.Server.Admin, [shared.Sales.JobId]));
        object Body(string named) =>
            new
            {
                id = named,
                name = "alerts",
                client_url = "https://hooks.example.com/",
                event_types = new[] { "job.run.completed" },
                job_ids = new[] { shared.Sales.JobId },
                active = true,
                http_status_code = "200",
                account_identifier = "act_x",
            };

        (await shared.SendAsync("PUT", $"{V3}subscription/{id}", Body(id))).Status.ShouldBe(200);
        var (status, answer) = await shared.SendAsync("PUT", $"{V3}subscription/{id}", Body("wsu_another"));
        status.ShouldBe(400);
        answer.GetProperty("data").TryGetProperty("id", out _).ShouldBeTrue();
    }

    private async Task<List<string>> IdsAsync(string path)
    {
        var (status, list) = await shared.SendAsync("GET", V3 + path);
        status.ShouldBe(200, path);
        return [.. list.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("id").GetString()!)];
    }

    private Task<(int Status, JsonElement Body)> PostAsync(HttpClient client, long[]? jobs) =>
        ConformanceServer.SendAsync(client, "POST", V3 + "subscriptions", Body(jobs));

    private Task<(int Status, JsonElement Body)> PutAsync(HttpClient client, string id, long[]? jobs) =>
        ConformanceServer.SendAsync(client, "PUT", $"{V3}subscription/{id}", Body(jobs));

    private static object Body(long[]? jobs) =>
        new
        {
            name = "alerts",
            client_url = "https://hooks.example.com/",
            event_types = new[] { "job.run.completed" },
            job_ids = jobs,
            active = true,
        };

    private static string Id((int Status, JsonElement Body) answer)
    {
        answer.Status.ShouldBe(201, answer.Body.GetRawText());
        return answer.Body.GetProperty("data").GetProperty("id").GetString()!;
    }

    private static IEnumerable<long> Jobs((int Status, JsonElement Body) answer)
    {
        answer.Status.ShouldBe(200, answer.Body.GetRawText());
        return [.. answer.Body.GetProperty("data").GetProperty("job_ids").EnumerateArray().Select(j => j.GetInt64())];
    }
}
