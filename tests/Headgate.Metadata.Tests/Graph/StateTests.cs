using System.Text.Json;
using Headgate.Metadata.State;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>What stands beside the lists: counts, owners, lineage, jobs, figures, health.</summary>
public sealed class StateTests(GoldenLabs labs) : IClassFixture<GoldenLabs>
{
    public static TheoryData<string> Databases => MetadataLab.Databases;

    [Fact]
    public async Task An_environment_tells_its_project_and_what_is_in_it()
    {
        var lab = await labs.OfAsync("SQLite");
        var data = await lab.AskAsync(
            $$"""
            { environment(id: {{lab.Job.EnvironmentId}}) { adapterType dbtProjectName
                applied { lastUpdatedAt latestGitSha resourceCounts tags { name } exposures: owners(resource: exposure) { name email } groups: owners(resource: group) { name email }
                  exposureTile(filter: {uniqueId: "exposure.orchard.shop_dashboard"}) { freshnessStatus quality healthIssues upstreamStats }
                  searchResults(filter: {query: "kilos", fields: [column], resourceTypes: [Model]}, first: 5) { edges { node { matchedField hit { uniqueId } } } } }
                definition { lastUpdatedAt resourceCounts groups { edges { node { name modelCount models { name } ownerEmail } } } } } }
            """
        );
        var environment = data.At("environment");
        (environment.Text("adapterType"), environment.Text("dbtProjectName")).ShouldBe(("postgres", "orchard"));
        (environment.Text("applied", "latestGitSha"), environment.Text("applied", "lastUpdatedAt")).ShouldBe(
            ("sha-3", "2026-11-24T06:03:00.000Z")
        );
        environment.At("applied", "resourceCounts", "model").GetInt32().ShouldBe(19);
        environment.At("definition", "resourceCounts", "model").GetInt32().ShouldBe(21);
        environment.Text("applied", "exposures", "0", "email").ShouldBe("mo@example.org");
        environment.Text("applied", "groups", "0", "name").ShouldBe("Shop floor");
        environment.At("applied", "tags").EnumerateArray().Texts("name").ShouldContain("nightly");
        var tile = environment.At("applied", "exposureTile");
        (tile.Text("freshnessStatus"), tile.Text("quality")).ShouldBe(("Error", "Warn"));
        tile.At("healthIssues").EnumerateArray().Select(i => i.GetString()).ShouldContain("DegradedUpstreamSources");
        var group = environment.At("definition", "groups").Nodes()[0];
        group.At("modelCount").GetInt32().ShouldBe(group.At("models").GetArrayLength());
    }

    [Theory]
    [InlineData("select: \"stg_sales+1\"", "model.orchard.fct_sales model.orchard.stg_sales", "stg_sales")]
    [InlineData("select: \"tag:mv\"", "model.orchard.mv_pickers", "mv_pickers")]
    [InlineData("select: \"+fct_sales,resource_type:seed\"", "", "")]
    [InlineData(
        "select: \"source:farm\", exclude: \"source:farm.sales\"",
        "source.orchard.farm.customers_src source.orchard.farm.prices_src source.orchard.farm.raw_pickings",
        ""
    )]
    public async Task Lineage_takes_selectors_of_dbt(string filter, string ids, string named)
    {
        var lab = await labs.OfAsync("SQLite");
        var nodes = (
            await lab.AskAsync(
                $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ lineage(filter: {{{filter}, types: [Model, Source, Seed]}}) {{ uniqueId name matchesMethod }} }} }} }}"
            )
        )
            .At("environment", "applied", "lineage")
            .EnumerateArray()
            .ToList();
        string.Join(' ', nodes.Texts("uniqueId")).ShouldBe(ids);
        if (named.Length > 0)
        {
            nodes.Where(n => n.At("matchesMethod").GetBoolean()).Texts("name").ShouldBe([named]);
        }
    }

    [Fact]
    public async Task A_selector_that_is_not_understood_is_an_error()
    {
        var lab = await labs.OfAsync("SQLite");
        var answer = await lab.AnswerAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ lineage(filter: {{select: \"nothing:x\"}}) {{ uniqueId }} }} }} }}"
        );
        answer.Text("errors", "0", "message")!.ShouldContain("\"nothing:x\" is not understood");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_job_tells_its_newest_run_or_the_one_that_is_asked_for(string database)
    {
        var lab = await labs.OfAsync(database);
        var data = await lab.AskAsync(
            $$"""
            { job(id: {{lab.Job.Id}}) { runId model(uniqueId: "model.orchard.fct_sales") { status runId compiledSql parentsModels { name } tests { name status } columns { name type } }
                page: models(first: 2) { uniqueId paginationCursor } all: models { uniqueId } test(uniqueId: "test.orchard.sold_not_more_than_picked") { state warn fail } }
              models(jobId: {{lab.Job.Id}}, identifier: "fct_sales") { name executionTime } }
            """
        );
        var model = data.At("job", "model");
        (model.Text("status"), model.At("runId").GetInt64()).ShouldBe(("success", data.At("job", "runId").GetInt64()));
        model.At("tests").GetArrayLength().ShouldBe(5);
        model.At("columns").GetArrayLength().ShouldBe(8);
        data.At("job", "page").GetArrayLength().ShouldBe(2);
        data.At("job", "all").GetArrayLength().ShouldBe(21);
        (data.At("job", "test", "warn").GetBoolean(), data.At("job", "test", "fail").GetBoolean()).ShouldBe((true, false));
        data.At("models").EnumerateArray().Texts("name").ShouldBe(["fct_sales"]);

        var failed = data.At("job", "runId").GetInt64() - 1;
        var older = await lab.AskAsync(
            $"{{ job(id: {lab.Job.Id}, runId: {failed}) {{ models {{ uniqueId status error skip }} }} none: job(id: {lab.Job.Id}, runId: 999) {{ runId }} }}"
        );
        older.At("job", "models").EnumerateArray().Count(m => m.At("skip").ValueKind == JsonValueKind.True).ShouldBe(7);
        older.At("none").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Figures_about_past_executions_add_up(string database)
    {
        var lab = await labs.OfAsync(database);
        var data = await lab.AskAsync(
            $$"""
            { performance(environmentId: {{lab.Job.EnvironmentId}}) {
                modelExecutionHistory(startDate: "2026-11-20", endDate: "2026-11-30", uniqueId: "model.orchard.stg_trees") { date executionTimes meanExecutionTime executionsByJob { jobId executions { runId status } } }
                mostExecutedModels(start: "2026-11-24", end: "2026-11-24", limit: 3) { uniqueId totalExecutions byJob { jobId totalExecutions } }
                longestExecutedModels(start: "2026-11-24", end: "2026-11-24", limit: 2, orderBy: AVG) { uniqueId maxExecutionTime averageExecutionTime }
                mostExecutionFailedModels(start: "2026-11-24", end: "2026-11-24") { uniqueId }
                mostTestFailedModels(start: "2026-11-24", end: "2026-11-24") { uniqueId failurePercentage totalRunsWithTests totalRunsWithTestFailures }
                jobInformation(start: "2026-11-24", end: "2026-11-24", uniqueId: "model.orchard.stg_trees") { jobId name }
                none: mostExecutedModels(start: "2026-11-25", end: "2026-11-26") { uniqueId } } }
            """
        );
        var p = data.At("performance");
        var day = p.At("modelExecutionHistory", "0");
        (day.Text("date"), day.At("executionTimes").GetArrayLength()).ShouldBe(("2026-11-24", 2));
        p.At("mostExecutedModels", "0", "totalExecutions").GetInt32().ShouldBe(2);
        p.At("longestExecutedModels", "0", "averageExecutionTime")
            .GetDouble()
            .ShouldBeGreaterThanOrEqualTo(p.At("longestExecutedModels", "1", "averageExecutionTime").GetDouble());
        p.At("mostExecutionFailedModels").GetArrayLength().ShouldBe(0);
        p.At("mostTestFailedModels").EnumerateArray().Texts("uniqueId").ShouldContain("model.orchard.stg_pickings");
        p.Text("jobInformation", "0", "name").ShouldBe("Nightly");
        p.At("none").GetArrayLength().ShouldBe(0);
    }

    [Attack("GQL-17")]
    [Fact]
    public async Task A_parent_in_another_project_is_told_by_its_id_alone()
    {
        await using var lab = await CreateAsync();
        var other = await lab.Store.AddJobAsync();
        await lab.EndAsync(
            other,
            1,
            Text(1, "manifest.json", SmallProject.Manifest("salaries").Replace("model.shop.", "model.payroll.", StringComparison.Ordinal))
        );
        await lab.EndAsync(
            1,
            Text(
                1,
                "manifest.json",
                SmallProject.Manifest("a").Replace("\"nodes\":[]", "\"nodes\":[\"model.payroll.salaries\"]", StringComparison.Ordinal)
            ),
            Text(1, "run_results.json", SmallProject.Results(("a", "success")))
        );
        await lab.ReadAsync();
        var data = await lab.AskAsync(
            $$"""
            { environment(id: {{lab.Job.EnvironmentId}}) { applied { lineage(filter: {}) { uniqueId parentIds }
                models { edges { node { uniqueId ancestors(types: [Model]) { uniqueId } parents { __typename uniqueId name ... on ExternalModelNode { dbtProjectName schema database relationName } } } } } } } }
            """
        );
        var model = data.At("environment", "applied", "models").Nodes().ShouldHaveSingleItem();
        var parent = model.At("parents", "0");
        (parent.Text("__typename"), parent.Text("uniqueId"), parent.Text("name"), parent.Text("dbtProjectName")).ShouldBe(
            ("ExternalModelNode", "model.payroll.salaries", "salaries", "payroll")
        );
        parent.At("schema").ValueKind.ShouldBe(JsonValueKind.Null);
        model.At("ancestors").GetArrayLength().ShouldBe(0);
        data.At("environment", "applied", "lineage").EnumerateArray().Texts("uniqueId").ShouldBe(["model.shop.a"]);
    }

    [Fact]
    public async Task Reasons_say_why_a_node_is_not_well_and_lead_to_where_it_begins()
    {
        await using var lab = await CreateAsync();
        await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest("a", "b", "c")),
            Text(1, "run_results.json", SmallProject.Results(("a", "success"), ("b", "success"), ("c", "success")))
        );
        await lab.EndAsync(
            2,
            Text(1, "manifest.json", SmallProject.Manifest(["a", "b", "c"], m => m == "c" ? "select 3" : $"select 1 as {m}")),
            Text(1, "run_results.json", SmallProject.Results(("a", "error"), ("b", "skipped")))
        );
        await lab.ReadAsync();
        var state = (await lab.Store.Services.GetRequiredService<EnvironmentStates>().FindAsync(lab.Job.EnvironmentId, Cancellation))!;
        var reasons = HealthReasons.Of(state, SmallProject.Id("c"));
        reasons.Select(r => (r.Kind, r.NodeId)).ShouldBe([("code-changed", SmallProject.Id("c")), ("upstream", SmallProject.Id("a"))]);
        reasons[1].Chain.ShouldBe([SmallProject.Id("a"), SmallProject.Id("b"), SmallProject.Id("c")]);
        reasons[1].Message.ShouldBe("The last run of a ended with error: error of a");
        HealthReasons.Of(state, "model.shop.none").ShouldBeEmpty();
        var data = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ models(filter: {{uniqueIds: \"model.shop.c\"}}) {{ edges {{ node {{ healthIssues {{ kind message chain }} }} }} }} }} }} }}"
        );
        data.At("environment", "applied", "models").Nodes()[0].At("healthIssues").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task An_environment_without_runs_has_no_state()
    {
        await using var lab = await CreateAsync();
        var data = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ adapterType applied {{ lastUpdatedAt }} definition {{ lastUpdatedAt }} }} job(id: {lab.Job.Id}) {{ runId }} }}"
        );
        data.At("environment", "applied").ValueKind.ShouldBe(JsonValueKind.Null);
        data.At("environment", "definition").ValueKind.ShouldBe(JsonValueKind.Null);
        data.At("job").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_a_new_run_leaves_is_answered_at_once()
    {
        await using var lab = await CreateAsync();
        var ask = async () =>
            (await lab.AskAsync($"{{ environment(id: {lab.Job.EnvironmentId}) {{ definition {{ models {{ totalCount }} }} }} }}"))
                .At("environment", "definition", "models", "totalCount")
                .GetInt32();
        await lab.EndAsync(1, Text(1, "manifest.json", SmallProject.Manifest("a")));
        await lab.ReadAsync();
        (await ask()).ShouldBe(1);
        await lab.EndAsync(2, Text(1, "manifest.json", SmallProject.Manifest("a", "b")));
        await lab.ReadAsync();
        (await ask()).ShouldBe(2);
    }
}
