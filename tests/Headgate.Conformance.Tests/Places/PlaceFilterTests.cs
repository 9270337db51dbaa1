using Headgate.Store.Model;

namespace Headgate.Conformance.Tests.Places;

/// <summary>Every documented filter of projects, environments, connections, credentials and repositories keeps what it says, in the page and in the total.</summary>
public sealed class PlaceFilterTests(ConformanceServer shared)
{
    private string V2 => shared.Server.V2;

    private string V3 => shared.Server.V3;

    [Fact]
    public async Task One_id_gives_one_thing_in_every_list()
    {
        var (sales, project) = (shared.Sales, $"{V3}projects/{shared.Sales.Id}/");
        var credentials = await CredentialsAsync(sales.Id);
        (string List, long Id)[] lists =
        [
            (V3 + "projects/", sales.Id),
            (V2 + "projects/", sales.Id),
            (project + "environments/", sales.StagingId),
            (V3 + "environments/", sales.StagingId),
            (V2 + "environments/", sales.StagingId),
            (V3 + "connections/", sales.ConnectionId),
            (project + "repositories/", sales.RepositoryId),
            (V2 + "repositories/", sales.RepositoryId),
            (project + "credentials/", credentials),
        ];
        foreach (var (list, id) in lists)
        {
            (await IdsAsync($"{list}?pk={id}")).ShouldBe([id], list);
            (await IdsAsync($"{list}?pk=987654")).ShouldBeEmpty(list);
            (await IdsAsync($"{list}?pk__in=[{id},987654]")).ShouldBe([id], list);
        }
    }

    [Fact]
    public async Task The_environments_of_a_project_are_counted_as_its_own()
    {
        var project = await shared.Server.CreateProjectAsync("Counted");
        var path = $"{V3}projects/{project.Id}/environments/";
        (await IdsAsync(path)).ShouldBe([project.ProductionId, project.StagingId]);
        (await IdsAsync($"{path}?order_by=-id")).ShouldBe([project.StagingId, project.ProductionId]);
        (await IdsAsync($"{path}?project_id={shared.Sales.Id}")).ShouldBeEmpty();
        (await IdsAsync($"{V2}environments/?project_id={project.Id}")).ShouldBe([project.ProductionId, project.StagingId]);
    }

    [Theory]
    [InlineData("type=development", false, false)]
    [InlineData("type=deployment", true, true)]
    [InlineData("deployment_type=staging", false, true)]
    [InlineData("deployment_type__in=[\"staging\",\"production\"]", true, true)]
    [InlineData("name=Staging", false, true)]
    [InlineData("name__icontains=PROD", true, false)]
    [InlineData("dbt_version=latest", true, true)]
    [InlineData("dbt_version__in=1.9.0-latest", false, false)]
    [InlineData("credentials_id=4242", true, false)]
    [InlineData("state=2", false, false)]
    public async Task Filters_of_environments_keep_what_they_say(string filter, bool production, bool staging)
    {
        var project = await shared.Server.CreateProjectAsync("Filtered " + filter);
        await using (var db = await shared.Server.DatabaseAsync())
        {
            (await db.FindAsync<DbtEnvironment>(project.ProductionId))!.CredentialsId = 4242;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        long[] expected =
        [
            .. production ? [project.ProductionId] : Array.Empty<long>(),
            .. staging ? [project.StagingId] : Array.Empty<long>(),
        ];
        (await IdsAsync($"{V3}projects/{project.Id}/environments/?{filter}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("has_analytics_credentials=true", "analysed")]
    [InlineData("has_analytics_credentials=false", "metadata plain plain-twin")]
    [InlineData("has_platform_metadata_credentials=true", "metadata")]
    [InlineData("has_platform_metadata_credentials=false", "analysed plain plain-twin")]
    [InlineData("has_catalog_ingestion_enabled=true", "")]
    [InlineData("has_catalog_ingestion_enabled=false", "analysed metadata plain plain-twin")]
    [InlineData("has_cost_insights_enabled=true", "")]
    [InlineData("has_cost_insights_enabled=false", "analysed metadata plain plain-twin")]
    [InlineData("has_cost_management_enabled=true", "")]
    [InlineData("has_cost_management_enabled=false", "analysed metadata plain plain-twin")]
    [InlineData("requires_platform_metadata_credentials=true", "analysed plain-twin")]
    [InlineData("requires_platform_metadata_credentials=false", "metadata")]
    [InlineData("private_endpoint_id=pe-analysed", "analysed")]
    [InlineData("adapter_version=trino_v0", "analysed metadata plain plain-twin")]
    public async Task Filters_of_connections_keep_what_they_say(string filter, string expected)
    {
        var mark = Guid.NewGuid().ToString("N");
        await using (var db = await shared.Server.DatabaseAsync())
        {
            Connection Make(string name, string host) =>
                db.Add(
                    new Connection
                    {
                        AccountId = shared.Server.AccountId,
                        Name = $"{mark} {name}",
                        AdapterVersion = "trino_v0",
                        PrivateLinkEndpointId = "pe-" + name,
                        Config = $$"""{"host":"{{mark}}{{host}}"}""",
                    }
                ).Entity;
            Make("analysed", "a").AnalyticsCredentialsId = 1;
            Make("metadata", "m").PlatformMetadataCredentialsId = 2;
            Make("plain", "p");
            var twin = Make("plain-twin", "p");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            db.Add(
                new DbtEnvironment
                {
                    AccountId = shared.Server.AccountId,
                    ProjectId = shared.Payroll.Id,
                    Name = mark,
                    ConnectionId = twin.Id,
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var (status, answer) = await shared.SendAsync("GET", $"{V3}connections/?name__icontains={mark}&{filter}");
        status.ShouldBe(200, answer.GetRawText());
        var names = answer.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("name").GetString()![(mark.Length + 1)..]);
        string.Join(' ', names.Order(StringComparer.Ordinal)).ShouldBe(expected);
    }

    private async Task<long> CredentialsAsync(long project)
    {
        var (status, answer) = await shared.SendAsync("POST", $"{V3}projects/{project}/credentials/", new { type = "adapter" });
        status.ShouldBe(201, answer.GetRawText());
        return answer.GetProperty("data").GetProperty("id").GetInt64();
    }

    private async Task<long[]> IdsAsync(string path)
    {
        var (status, answer) = await shared.SendAsync("GET", path);
        status.ShouldBe(200, answer.GetRawText());
        var ids = answer.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetInt64()).ToArray();
        answer.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt64().ShouldBe(ids.Length, path);
        return ids;
    }
}
