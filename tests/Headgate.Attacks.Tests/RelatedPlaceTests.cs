using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>What stands beside a thing in an answer is decided on its own place, and a change acts on the place that was decided on.</summary>
public sealed class RelatedPlaceTests
{
    private const string Everything = "include_related=[\"project\",\"connection\",\"credentials\",\"repository\"]";

    private static readonly string[] Beside = ["project", "connection", "credentials", "repository"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("SCOPE-41")]
    [Fact]
    public async Task Environments_of_the_whole_account_show_what_belongs_to_them_only_in_the_project_where_that_is_granted()
    {
        await using var server = await HeadgateServer.StartAsync();
        var (sales, payroll) = (await ProjectAsync(server, "Sales"), await ProjectAsync(server, "Payroll"));
        using var agent = await AgentAsync(server, "environments", sales.Id, "projects", "connections", "credentials", "repositories");
        foreach (var (path, beside) in new[] { (server.V3, Beside), (server.V2, ["connection", "repository"]) })
        {
            var seen = await DataAsync(agent, $"{path}environments/?{Everything}");
            foreach (var environment in seen.EnumerateArray())
            {
                var isOwn = environment.GetProperty("project_id").GetInt64() == sales.Id;
                foreach (var name in beside)
                {
                    var shown = environment.GetProperty(name).ValueKind != JsonValueKind.Null;
                    shown.ShouldBe(isOwn, $"{path}: {name} of {environment.GetProperty("name")}");
                }
            }
            seen.GetArrayLength().ShouldBe(4);
            seen.GetRawText().ShouldNotContain("Payroll warehouse");
        }
        var one = await DataAsync(agent, $"{server.V3}projects/{payroll.Id}/environments/{payroll.ProductionId}/?{Everything}");
        Beside.ShouldAllBe(name => one.GetProperty(name).ValueKind == JsonValueKind.Null);
    }

    [Attack("SCOPE-42")]
    [Fact]
    public async Task Projects_show_unasked_only_what_the_caller_may_see_in_each()
    {
        await using var server = await HeadgateServer.StartAsync();
        var (sales, payroll) = (await ProjectAsync(server, "Sales"), await ProjectAsync(server, "Payroll"));
        using var agent = await AgentAsync(server, "projects", sales.Id, "environments", "connections", "repositories", "jobs", "groups");
        foreach (var path in new[] { server.V3 + "projects/", server.V2 + "projects/" })
        {
            var seen = await DataAsync(agent, path + "?include_related=environments");
            seen.GetArrayLength().ShouldBe(2);
            foreach (var project in seen.EnumerateArray())
            {
                var isOwn = project.GetProperty("id").GetInt64() == sales.Id;
                foreach (var name in new[] { "connection", "repository", "docs_job", "freshness_job" })
                {
                    (project.GetProperty(name).ValueKind != JsonValueKind.Null).ShouldBe(isOwn, $"{path}: {name}");
                }
                foreach (var name in new[] { "environments", "group_permissions" })
                {
                    (project.GetProperty(name).GetArrayLength() > 0).ShouldBe(isOwn, $"{path}: {name}");
                }
            }
        }
        var one = await DataAsync(agent, $"{server.V3}projects/{payroll.Id}/?include_related=environments");
        one.GetProperty("connection").ValueKind.ShouldBe(JsonValueKind.Null);
        one.GetProperty("environments").GetArrayLength().ShouldBe(0);
    }

    [Attack("SCOPE-42")]
    [Fact]
    public async Task A_connection_of_the_account_is_shown_beside_the_project_that_uses_it_only_where_connections_are_granted_there()
    {
        await using var server = await HeadgateServer.StartAsync();
        var sales = await server.CreateProjectAsync("Sales");
        await server.CreateProjectAsync("Payroll");
        await using (var db = await server.DatabaseAsync())
        {
            await db.Projects.ExecuteUpdateAsync(s => s.SetProperty(p => p.ConnectionId, sales.ConnectionId), Cancellation);
            await db.Environments.ExecuteUpdateAsync(s => s.SetProperty(e => e.ConnectionId, sales.ConnectionId), Cancellation);
        }
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "reader",
                new NewGrant("projects", "read"),
                new NewGrant("environments", "read"),
                new NewGrant("connections", "read") { ProjectIds = [sales.Id] }
            )
        );
        foreach (var (path, project) in new[] { ("projects/", "id"), ("environments/?include_related=connection", "project_id") })
        {
            foreach (var item in (await DataAsync(agent, server.V3 + path)).EnumerateArray())
            {
                var isOwn = item.GetProperty(project).GetInt64() == sales.Id;
                (item.GetProperty("connection").ValueKind != JsonValueKind.Null).ShouldBe(isOwn, path);
            }
        }
        using var everywhere = server.ClientFor(
            await server.CreateAgentAsync("everywhere", new NewGrant("projects", "read"), new NewGrant("connections", "read"))
        );
        var all = await DataAsync(everywhere, server.V3 + "projects/");
        all.EnumerateArray().ShouldAllBe(p => p.GetProperty("connection").ValueKind == JsonValueKind.Object);
    }

    [Attack("SCOPE-42")]
    [Fact]
    public async Task Ids_of_areas_that_are_off_are_withheld_in_ones_own_project_and_stay_when_it_is_sent_back()
    {
        await using var server = await HeadgateServer.StartAsync();
        var sales = await ProjectAsync(server, "Sales");
        using var agent = server.ClientFor(
            await server.CreateAgentAsync("own", Full("projects", sales.Id), Full("environments", sales.Id), Full("jobs", sales.Id)),
            "Bearer"
        );
        using var bare = server.ClientFor(
            await server.CreateAgentAsync("bare", Full("projects", sales.Id), Full("environments", sales.Id)),
            "Bearer"
        );
        var project = $"{server.V3}projects/{sales.Id}/";
        var environment = $"{project}environments/{sales.ProductionId}/";
        string[] ofProject = ["connection_id", "repository_id", "docs_job_id", "freshness_job_id"];
        string[] ofEnvironment = ["connection_id", "credentials_id"];

        Nulls(await DataAsync(agent, project), ofProject).ShouldBe(["connection_id", "repository_id"]);
        Nulls(await DataAsync(bare, project), ofProject).ShouldBe(ofProject);
        Nulls(await DataAsync(agent, environment), ofEnvironment).ShouldBe(ofEnvironment);
        Nulls((await DataAsync(bare, environment)).GetProperty("project"), ofProject).ShouldBe(ofProject);
        var job = await DataAsync(agent, $"{server.V2}jobs/{sales.JobId}/?include_related=[\"environment\"]");
        Nulls(job.GetProperty("environment"), ofEnvironment).ShouldBe(ofEnvironment);
        var (whole, wholeEnvironment) = (await DataAsync(server.Admin, project), await DataAsync(server.Admin, environment));
        Nulls(whole, ofProject).ShouldBeEmpty();
        Nulls(wholeEnvironment, ofEnvironment).ShouldBeEmpty();

        // What they were shown, sent back by those who were shown it, loses nothing.
        foreach (var path in new[] { project, environment })
        {
            var body = JsonNode.Parse((await DataAsync(bare, path)).GetRawText())!;
            body["name"] = "Renamed";
            using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            using var answer = await bare.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
            ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(Cancellation));
        }
        Same(whole, await DataAsync(server.Admin, project), ofProject);
        Same(wholeEnvironment, await DataAsync(server.Admin, environment), ofEnvironment);

        static List<string> Nulls(JsonElement row, string[] names) =>
            [.. names.Where(name => row.GetProperty(name).ValueKind == JsonValueKind.Null)];

        static void Same(JsonElement before, JsonElement after, string[] names)
        {
            after.GetProperty("name").GetString().ShouldBe("Renamed");
            foreach (var name in names)
            {
                after.GetProperty(name).GetRawText().ShouldBe(before.GetProperty(name).GetRawText(), name);
            }
        }
    }

    [Attack("SCOPE-46")]
    [Theory]
    [InlineData("PATCH", "connections/{c}/", """{"name":"taken"}""")]
    [InlineData("DELETE", "connections/{c}/", null)]
    [InlineData("DELETE", "projects/{p}/repositories/{r}/", null)]
    [InlineData("POST", "projects/{p}/credentials/{k}/", """{"account_id":1,"type":"adapter","state":1,"threads":9}""")]
    public async Task What_has_moved_to_another_project_since_the_decision_is_not_changed(string method, string path, string? body)
    {
        MovingLookup? moving = null;
        await using var server = await HeadgateServer.StartAsync(also: services =>
        {
            var own = services.Last(s => s.ServiceType == typeof(ITargetLookup));
            services.AddSingleton<ITargetLookup>(provider => moving = new MovingLookup(provider, own));
        });
        var (sales, payroll) = (await ProjectAsync(server, "Sales"), await ProjectAsync(server, "Payroll"));
        await using (var db = await server.DatabaseAsync())
        {
            await db.Environments.ExecuteUpdateAsync(s => s.SetProperty(e => e.ConnectionId, (long?)null), Cancellation);
        }
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "mover",
                Full("connections", sales.Id),
                Full("repositories", sales.Id),
                Full("credentials", sales.Id)
            )
        );
        _ = server.Services.GetRequiredService<ITargetLookup>();
        moving!.To = payroll.Id;
        var address =
            server.V3
            + path.Replace("{p}", $"{sales.Id}", StringComparison.Ordinal)
                .Replace("{c}", $"{sales.ConnectionId}", StringComparison.Ordinal)
                .Replace("{r}", $"{sales.RepositoryId}", StringComparison.Ordinal)
                .Replace("{k}", $"{await CredentialsOfAsync(server, sales)}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }
        using var answer = await agent.SendAsync(request, Cancellation);
        ((int)answer.StatusCode).ShouldBe(404, await answer.Content.ReadAsStringAsync(Cancellation));
        moving.Moved.ShouldBeTrue();
        await using var after = await server.DatabaseAsync();
        (await after.Connections.FindAsync([sales.ConnectionId], Cancellation))!.Name.ShouldBe("Sales warehouse");
        (await after.Connections.CountAsync(c => c.State == RowState.Deleted, Cancellation)).ShouldBe(0);
        (await after.Repositories.CountAsync(r => r.State == RowState.Deleted, Cancellation)).ShouldBe(0);
        (await after.Credentials.CountAsync(c => c.Threads == 9, Cancellation)).ShouldBe(0);
    }

    [Attack("CRED-22")]
    [Fact]
    public async Task Secrets_of_connections_and_credentials_are_masked_in_the_record()
    {
        await using var server = await HeadgateServer.StartAsync();
        var sales = await server.CreateProjectAsync("Sales");
        const string Connection = """
            {"name":"w","adapter_version":"postgres_v0","config":{"hostname":"h","dbname":"d","user":"canary-cn-1","password":"canary-cn-2"}}
            """;
        const string Credentials = """
            {"type":"postgres","threads":3,"default_schema":"s","username":"dbt","password":"canary-cr-1","private_key":"canary-cr-2","token":"canary-cr-3",
             "keyfile_json":{"k":"canary-cr-4"},"credential_details":{"fields":{"token":{"metadata":{"encrypt":true},"value":"canary-cr-5"}}}}
            """;
        await SendAsync(server, server.V3 + "connections/", Connection);
        await SendAsync(server, $"{server.V3}projects/{sales.Id}/credentials/", Credentials);
        var records = JsonSerializer.Serialize(Recorded.Of(server));
        records.ShouldNotContain("canary-");
        records.ShouldContain("postgres_v0");
        records.ShouldContain("***");
    }

    private static NewGrant Full(string capability, long project) => new(capability, "full") { ProjectIds = [project] };

    private static async Task SendAsync(HeadgateServer server, string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Admin.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>An agent that reads one thing everywhere and others in one project.</summary>
    private static async Task<HttpClient> AgentAsync(HeadgateServer server, string everywhere, long project, params string[] others) =>
        server.ClientFor(
            await server.CreateAgentAsync(
                "reader",
                [new NewGrant(everywhere, "read"), .. others.Select(name => new NewGrant(name, "read") { ProjectIds = [project] })]
            )
        );

    private static async Task<JsonElement> DataAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        ((int)answer.StatusCode).ShouldBe(200, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").Clone();
    }

    /// <summary>A project whose connection and credentials are its own, with jobs for docs and freshness and a group that may see it.</summary>
    private static async Task<TestProject> ProjectAsync(HeadgateServer server, string name)
    {
        var project = await server.CreateProjectAsync(name);
        await using var db = await server.DatabaseAsync();
        (await db.FindAsync<Connection>(project.ConnectionId))!.ProjectId = project.Id;
        var row = (await db.FindAsync<Project>(project.Id))!;
        (row.DocsJobId, row.FreshnessJobId) = (project.JobId, project.StagingJobId);
        var credentials = new Credential { AccountId = server.AccountId, ProjectId = project.Id };
        var group = new Group { AccountId = server.AccountId, Name = name };
        db.AddRange(credentials, group);
        await db.SaveChangesAsync(Cancellation);
        db.Add(
            new GroupPermission
            {
                AccountId = server.AccountId,
                GroupId = group.Id,
                ProjectId = project.Id,
                PermissionSet = "job_viewer",
            }
        );
        foreach (var id in new[] { project.ProductionId, project.StagingId })
        {
            (await db.FindAsync<DbtEnvironment>(id))!.CredentialsId = credentials.Id;
        }
        await db.SaveChangesAsync(Cancellation);
        return project;
    }

    private static async Task<long> CredentialsOfAsync(HeadgateServer server, TestProject project)
    {
        await using var db = await server.DatabaseAsync();
        return await db.Credentials.Where(c => c.ProjectId == project.Id).Select(c => c.Id).SingleAsync(Cancellation);
    }

    /// <summary>Moves what it has found to another project, as an administrator could between a decision and what is done on it.</summary>
    private sealed class MovingLookup(IServiceProvider services, ServiceDescriptor own) : ITargetLookup
    {
        private readonly ITargetLookup _own = (ITargetLookup)(
            own.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, own.ImplementationType!)
        );

        public long? To { get; set; }

        public bool Moved { get; private set; }

        public async ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation)
        {
            var found = await _own.FindAsync(kind, accountId, id, cancellation);
            if (To is { } project && found is not null && kind is TargetKind.Connection or TargetKind.Repository or TargetKind.Credential)
            {
                await using var db = await services
                    .GetRequiredService<IDbContextFactory<Headgate.Store.HeadgateDb>>()
                    .CreateDbContextAsync(cancellation);
                await db.Connections.ExecuteUpdateAsync(s => s.SetProperty(c => c.ProjectId, To), cancellation);
                await db.Repositories.ExecuteUpdateAsync(s => s.SetProperty(r => r.ProjectId, To), cancellation);
                await db.Credentials.ExecuteUpdateAsync(s => s.SetProperty(c => c.ProjectId, To), cancellation);
                Moved = project > 0;
            }
            return found;
        }
    }
}
