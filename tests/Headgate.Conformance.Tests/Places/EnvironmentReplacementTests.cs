using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Store.Model;

namespace Headgate.Conformance.Tests.Places;

/// <summary>What a replacement of an environment must name, and what becomes of it.</summary>
public sealed class EnvironmentReplacementTests(ConformanceServer shared)
{
    private const string Terraform = """
        {"state":1,"name":"Production","dbt_version":"1.9.0-latest","type":"deployment","use_custom_branch":false,"custom_branch":null,"supports_docs":true,
         "created_at":null,"updated_at":null,"project":{"id":null,"name":"","state":0},"jobs":null,"credentials":null,"custom_environment_variables":null,
         "deployment_type":"production"}
        """;

    private string V3 => shared.Server.V3;

    [Fact]
    public async Task A_replacement_that_names_too_little_is_refused_with_what_it_lacks_and_changes_nothing()
    {
        var project = await shared.Server.CreateProjectAsync("Lacking");
        var path = $"{V3}projects/{project.Id}/environments/{project.ProductionId}/";
        var (status, answer) = await shared.SendAsync("POST", path, new { name = "Renamed", custom_branch = "main" });
        status.ShouldBe(400);
        Names(answer).ShouldBe(["account_id", "dbt_version", "project_id", "state", "supports_docs", "type", "use_custom_branch"]);
        var v2 = await shared.SendAsync("POST", $"{shared.Server.V2}environments/{project.ProductionId}/", new { name = "Renamed" });
        v2.Status.ShouldBe(400);
        Names(v2.Body).ShouldBe(["account_id", "project_id", "state", "supports_docs", "type", "use_custom_branch"]);
        var kept = (await shared.SendAsync("GET", path)).Body.GetProperty("data");
        kept.GetProperty("name").GetString().ShouldBe("Production");
        kept.GetProperty("deployment_type").GetString().ShouldBe("production");
    }

    [Fact]
    public async Task What_dbts_Terraform_provider_sends_is_taken()
    {
        var project = await shared.Server.CreateProjectAsync("Terraformed");
        var body = JsonNode.Parse(Terraform)!.AsObject();
        body["id"] = project.ProductionId;
        body["account_id"] = shared.Server.AccountId;
        body["project_id"] = project.Id;
        body["connection_id"] = project.ConnectionId;
        var (status, answer) = await shared.SendAsync("POST", $"{V3}projects/{project.Id}/environments/{project.ProductionId}/", body);
        status.ShouldBe(200, answer.GetRawText());
        var data = answer.GetProperty("data");
        data.GetProperty("dbt_version").GetString().ShouldBe("1.9.0-latest");
        data.GetProperty("connection_id").GetInt64().ShouldBe(project.ConnectionId);
        data.GetProperty("supports_docs").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public async Task What_was_read_can_be_sent_back(string version)
    {
        var project = await shared.Server.CreateProjectAsync("Sent back in " + version);
        var path = version is "v2"
            ? $"{shared.Server.V2}environments/{project.ProductionId}/"
            : $"{V3}projects/{project.Id}/environments/{project.ProductionId}/";
        var read = (await shared.SendAsync("GET", path)).Body.GetProperty("data");
        var (status, answer) = await shared.SendAsync("POST", path, JsonNode.Parse(read.GetRawText())!);
        status.ShouldBe(200, answer.GetRawText());
        answer.GetProperty("data").GetProperty("deployment_type").GetString().ShouldBe("production");
    }

    [Fact]
    public async Task State_2_alone_deletes_and_nothing_else_is_missed()
    {
        var project = await shared.Server.CreateProjectAsync("Deleted by state");
        var path = $"{V3}projects/{project.Id}/environments/{project.StagingId}/";
        (await shared.SendAsync("POST", path, new { state = 2 })).Status.ShouldBe(200);
        (await shared.SendAsync("GET", path)).Status.ShouldBe(404);
        (await shared.SendAsync("GET", $"{shared.Server.V2}jobs/{project.StagingJobId}/")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("latest ")]
    public async Task A_version_that_dbt_does_not_have_is_refused(string version)
    {
        var (status, answer) = await CreateAsync(shared.Sales.Id, version);
        status.ShouldBe(400, answer.GetRawText());
        Names(answer).ShouldBe(["dbt_version"]);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("versionless")]
    [InlineData("compatible")]
    [InlineData("extended")]
    [InlineData("fallback")]
    [InlineData("latest-fusion")]
    [InlineData("1.7.0-latest")]
    [InlineData("1.9.0-pre")]
    [InlineData("headgate")]
    [InlineData(null)]
    public async Task A_version_that_dbt_has_is_kept_as_it_was_written(string? version)
    {
        var project = await shared.Server.CreateProjectAsync("Version " + version);
        var (status, answer) = await CreateAsync(project.Id, version);
        status.ShouldBe(201, answer.GetRawText());
        answer.GetProperty("data").GetProperty("raw_dbt_version").GetString().ShouldBe(version ?? "latest");
    }

    [Fact]
    public async Task A_branch_of_a_repository_that_is_a_folder_is_refused()
    {
        var project = await shared.Server.CreateProjectAsync("Foldered");
        await using (var db = await shared.Server.DatabaseAsync())
        {
            var repository = (await db.FindAsync<Repository>(project.RepositoryId))!;
            repository.RemoteUrl = shared.Server.DataFolder;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var (status, answer) = await shared.SendAsync(
            "POST",
            $"{V3}projects/{project.Id}/environments/",
            new
            {
                name = "Branched",
                use_custom_branch = true,
                custom_branch = "feature/x",
            }
        );
        status.ShouldBe(400, answer.GetRawText());
        Names(answer).ShouldBe(["use_custom_branch"]);
    }

    [Fact]
    public async Task An_environment_is_made_where_its_body_says_in_v2_and_only_where_its_path_says_in_v3()
    {
        var made = await shared.SendAsync(
            "POST",
            shared.Server.V2 + "environments/",
            new { name = "By body", project_id = shared.Payroll.Id }
        );
        made.Status.ShouldBe(201, made.Body.GetRawText());
        made.Body.GetProperty("data").GetProperty("project_id").GetInt64().ShouldBe(shared.Payroll.Id);
        var nowhere = await shared.SendAsync("POST", shared.Server.V2 + "environments/", new { name = "Nowhere", project_id = 987_654 });
        (nowhere.Status, Names(nowhere.Body).Single()).ShouldBe((400, "project_id"));
        var elsewhere = await shared.SendAsync(
            "POST",
            $"{V3}projects/{shared.Sales.Id}/environments/",
            new { name = "Elsewhere", project_id = shared.Payroll.Id }
        );
        (elsewhere.Status, Names(elsewhere.Body).Single()).ShouldBe((400, "project_id"));
    }

    private Task<(int Status, JsonElement Body)> CreateAsync(long project, string? version) =>
        shared.SendAsync(
            "POST",
            $"{V3}projects/{project}/environments/",
            new
            {
                name = "Versioned",
                type = "deployment",
                dbt_version = version,
            }
        );

    private static string[] Names(JsonElement answer) =>
        [.. answer.GetProperty("data").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
}
