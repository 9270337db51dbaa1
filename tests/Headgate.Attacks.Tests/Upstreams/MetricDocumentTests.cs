using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>The Semantic Layer of an account elsewhere: what a grant is for is held against the query, and the result against what was asked.</summary>
public sealed class MetricDocumentTests
{
    private const string Door = "/semantic-layer/api/graphql";
    private const string Create =
        "mutation{createQuery(environmentId:100,metrics:[{name:\"takings\"}],groupBy:[{name:\"metric_time\",grain:MONTH}]){queryId}}";

    [Theory]
    [Attack("UPS-20")]
    [InlineData("RECORDS", """[{"METRIC_TIME__MONTH":"2026-01-01","TAKINGS":7}]""", true)]
    [InlineData(
        "RECORDS",
        """[{"METRIC_TIME__MONTH":"2026-01-01","TAKINGS":7},{"METRIC_TIME__MONTH":"2026-02-01","SALARY":"SECRET-NAME"}]""",
        false
    )]
    [InlineData("SPLIT", """{"columns":["metric_time__month","takings"],"index":[0],"data":[["2026-01-01",7]]}""", true)]
    [InlineData(
        "SPLIT",
        """{"columns":["metric_time__month","takings","salary"],"index":[0],"data":[["2026-01-01",7,"SECRET-NAME"]]}""",
        false
    )]
    [InlineData("INDEX", """{"0":{"takings":7,"salary":"SECRET-NAME"}}""", false)]
    [InlineData("COLUMNS", """{"takings":{"0":7},"salary":{"0":"SECRET-NAME"}}""", false)]
    [InlineData("VALUES", """[["2026-01-01",7]]""", true)]
    [InlineData("VALUES", """[["2026-01-01",7,"SECRET-NAME"]]""", false)]
    [InlineData(
        "TABLE",
        """{"schema":{"fields":[{"name":"index"},{"name":"takings"}]},"data":[{"index":0,"takings":7,"salary":"SECRET-NAME"}]}""",
        false
    )]
    [InlineData("TABLE", """SECRET-NAME""", false)]
    public async Task A_column_that_was_not_asked_for_withholds_the_result(string orient, string result, bool isFine)
    {
        await using var lab = await StartAsync();
        var id = await CreateAsync(lab, "analyst");
        Answer(
            lab,
            $$$$"""{"data":{"query":{"status":"SUCCESSFUL","hg_status":"SUCCESSFUL","sql":"select SECRET-SQL","jsonResult":{{{{JsonSerializer.Serialize(result)}}}}}}}"""
        );

        var answer = await AskAsync(
            lab,
            "analyst",
            $"{{query(environmentId:100,queryId:\"{id}\"){{status sql jsonResult(orient:{orient},encoded:false)}}}}"
        );

        answer.Status.ShouldBe(isFine ? 200 : 502, answer.Text);
        answer.Text.ShouldNotContain("SECRET-NAME");
        answer.Text.ShouldNotContain("SECRET-SQL");
        if (isFine)
        {
            answer.Data.GetProperty("query").GetProperty("jsonResult").GetString().ShouldBe(result);
        }
        else
        {
            (answer.Outcome, answer.IsSevere).ShouldBe(("answer-differs", true));
        }
    }

    [Theory]
    [Attack("UPS-20")]
    [InlineData("takings", true)]
    [InlineData("salary", false)]
    public async Task A_column_of_an_Arrow_stream_that_was_not_asked_for_withholds_it(string column, bool isFine)
    {
        await using var lab = await StartAsync();
        var id = await CreateAsync(lab, "analyst");
        Answer(lab, $$$$"""{"data":{"query":{"status":"SUCCESSFUL","hg_status":"SUCCESSFUL","arrowResult":"{{{{Arrow(column)}}}}"}}}""");

        var answer = await AskAsync(lab, "analyst", $"{{query(environmentId:100,queryId:\"{id}\"){{status arrowResult}}}}");

        answer.Status.ShouldBe(isFine ? 200 : 502, answer.Text);
    }

    [Fact]
    public async Task A_query_is_read_by_whoever_asked_it_and_waited_for()
    {
        await using var lab = await StartAsync();
        await lab.AddAgentAsync(
            "other",
            "prod",
            new NewGrant("metrics.query", "full")
            {
                ProjectIds = [10],
                When = new() { Metrics = new() { Names = ["takings"] } },
            }
        );
        var id = await CreateAsync(lab, "analyst");
        id.ShouldNotContain("q-1");
        var asked = 0;
        lab.Upstream.Script = r =>
            r.Path != Door ? null
            : ++asked < 3 ? Reply.Of(200, """{"data":{"query":{"status":"RUNNING","hg_status":"RUNNING","queryId":"q-1"}}}""")
            : Reply.Of(200, """{"data":{"query":{"status":"SUCCESSFUL","hg_status":"SUCCESSFUL","queryId":"q-1"}}}""");

        var answer = await AskAsync(lab, "analyst", $"{{query(environmentId:100,queryId:\"{id}\"){{status queryId}}}}");
        var foreign = await AskAsync(lab, "other", $"{{query(environmentId:100,queryId:\"{id}\"){{status}}}}");
        var bare = await AskAsync(lab, "analyst", "{query(environmentId:100,queryId:\"q-1\"){status}}");

        answer.Data.GetProperty("query").GetProperty("status").GetString().ShouldBe("SUCCESSFUL", answer.Text);
        answer.Data.GetProperty("query").GetProperty("queryId").GetString().ShouldBe(id);
        lab.Upstream.Seen.Last(r => r.Path == Door).Text.ShouldContain("q-1");
        asked.ShouldBe(3);
        (foreign.IsRefused, bare.IsRefused).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("mutation{createQuery(environmentId:100,metrics:[{name:\"salaries\"}]){queryId}}")]
    [InlineData("mutation{createQuery(environmentId:100,metrics:[{name:\"takings\"}],groupBy:[{name:\"person__name\"}]){queryId}}")]
    [InlineData("mutation{createQuery(environmentId:100,metrics:[{name:\"takings\"}],orderBy:[{metric:{name:\"salaries\"}}]){queryId}}")]
    [InlineData(
        "mutation{createQuery(environmentId:100,metrics:[{name:\"takings\"}],where:[{sql:\"{{ Metric('salaries', ['person']) }} > 1\"}]){queryId}}"
    )]
    [InlineData(
        "mutation{createQuery(environmentId:100,metrics:[{name:\"takings\"}],where:[{sql:\"(select max(salary) from hr.pay) > 1\"}]){queryId}}"
    )]
    [InlineData("mutation{createQuery(environmentId:100,savedQuery:\"everything\"){queryId}}")]
    [InlineData("mutation{createQuery(environmentId:100,groupBy:[{name:\"person__name\"}]){queryId}}")]
    [InlineData("mutation{createDimensionValuesQuery(environmentId:100,groupBy:[{name:\"person__name\"}]){queryId}}")]
    [InlineData(
        "mutation{a:createQuery(environmentId:100,metrics:[{name:\"takings\"}]){queryId} b:createQuery(environmentId:100,metrics:[{name:\"takings\"}]){queryId}}"
    )]
    [InlineData("{queryRecords(environmentId:100){totalItems}}")]
    [InlineData("{metricsPaginated(environmentId:100){totalItems items{name}}}")]
    [InlineData("{dimensions(environmentId:100,metrics:[{name:\"salaries\"}]){name}}")]
    public async Task What_a_grant_is_not_for_is_not_asked(string query)
    {
        await using var lab = await StartAsync();
        await lab.AddAgentAsync(
            "reading",
            "prod",
            new NewGrant("metrics", "read")
            {
                ProjectIds = [10],
                When = new()
                {
                    Metrics = new() { Names = ["takings"], Dimensions = ["outlet__*"] },
                },
            },
            new NewGrant("metrics.query", "full")
            {
                ProjectIds = [10],
                When = new()
                {
                    Metrics = new() { Names = ["takings"], Dimensions = ["outlet__*"] },
                },
            }
        );

        var answer = await AskAsync(lab, "reading", query);

        answer.IsRefused.ShouldBeTrue(answer.Text);
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Theory]
    [InlineData("{{ Dimension('outlet__kind') }} = 'online' and {{ TimeDimension('metric_time', 'DAY') }} >= date '2026-01-01'", true)]
    [InlineData("{{ Metric('takings', group_by=['outlet']) }} > 5 or {{ Entity(\"outlet\") }} in (1, 2)", true)]
    [InlineData("{{ Dimension('metric_time').grain('day') }} is not null", true)]
    [InlineData("(select max(salary) from hr.pay) > 1", false)]
    [InlineData("{{ Dimension('}}') }} in (select a from hr.pay) or {{ Dimension('x') }} = 'a'", false)]
    [InlineData("{{ Dimension('a' ~ 'b') }} = 1", false)]
    [InlineData("{% set x = 1 %}1 = 1", false)]
    [InlineData("1 = 1 -- x", false)]
    [InlineData("'\\' or salary = '", false)]
    [InlineData("salary > 1", false)]
    public async Task A_filter_holds_what_filters_may_hold_here(string sql, bool isFine)
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync("all", "prod", new NewGrant("metrics.query", "full") { ProjectIds = [10] });
        Answer(lab, """{"data":{"createQuery":{"queryId":"q-1"}}}""");
        var answer = await lab.PostAsync(
            "all",
            Door,
            JsonSerializer.Serialize(
                new
                {
                    query = "mutation($w:[WhereInput!]){createQuery(environmentId:100,metrics:[{name:\"takings\"}],where:$w){queryId}}",
                    variables = new { w = new[] { new { sql } } },
                }
            )
        );

        answer.IsRefused.ShouldBe(!isFine, answer.Text);
        lab.Upstream.Seen.Count(r => r.Path == Door).ShouldBe(isFine ? 1 : 0);
    }

    [Fact]
    public async Task What_stands_behind_a_union_is_judged_by_what_it_is()
    {
        await using var lab = await StartAsync();
        await lab.AddAgentAsync(
            "reading",
            "prod",
            new NewGrant("metrics", "read")
            {
                ProjectIds = [10],
                When = new() { Metrics = new() { Dimensions = ["outlet__*"] } },
            }
        );
        Answer(
            lab,
            """
            {"data":{"groupBysPaginated":{"items":[
              {"__typename":"Dimension","name":"outlet__kind","hg_name":"outlet__kind"},
              {"__typename":"Dimension","name":"person__name","hg_name":"person__name"},
              {"__typename":"Dimension","name":"nameless"},
              {"name":"untyped","hg_name":"outlet__kind"},
              {"__typename":"Entity","name":"person","hg_name":"person"}]}}}
            """
        );

        var answer = await AskAsync(
            lab,
            "reading",
            "{groupBysPaginated(environmentId:100){items{... on Dimension{name} ... on Entity{name}}}}"
        );

        answer.Data.GetRawText().ShouldBe("""{"groupBysPaginated":{"items":[{"name":"outlet__kind"}]}}""", answer.Text);
        lab.Upstream.Seen.Last(r => r.Path == Door).Text.ShouldContain("... on Entity { hg_name: name }");
    }

    [Fact]
    public async Task A_grant_of_some_rows_cannot_be_held_elsewhere()
    {
        await using var lab = await StartAsync();
        await lab.AddAgentAsync(
            "regional",
            "prod",
            new NewGrant("metrics.query", "full")
            {
                ProjectIds = [10],
                When = new() { Metrics = new() { Rows = [new RowBound { Dimension = "outlet__kind", OneOf = ["online"] }] } },
            }
        );

        var answer = await AskAsync(lab, "regional", Create);

        answer.IsRefused.ShouldBeTrue(answer.Text);
        answer.Text.ShouldContain("rows");
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Fact]
    public async Task Lists_show_what_the_grant_is_for()
    {
        await using var lab = await StartAsync();
        await lab.AddAgentAsync(
            "reading",
            "prod",
            new NewGrant("metrics", "read")
            {
                ProjectIds = [10],
                When = new()
                {
                    Metrics = new() { Names = ["takings"], Dimensions = ["outlet__*"] },
                },
            }
        );
        Answer(
            lab,
            """
            {"data":{"metrics":[
              {"label":"Takings","hg_name":"takings","dimensions":[{"name":"outlet__kind","hg_name":"outlet__kind"},{"name":"person__name","hg_name":"person__name"}]},
              {"label":"Salaries","hg_name":"salaries","dimensions":[]},
              {"label":"Nameless","dimensions":[]}]}}
            """
        );

        var answer = await AskAsync(lab, "reading", "{metrics(environmentId:100){label dimensions{name}}}");

        answer.Data.GetRawText().ShouldBe("""{"metrics":[{"label":"Takings","dimensions":[{"name":"outlet__kind"}]}]}""");
        answer.Outcome.ShouldBe("filtered");
    }

    private static async Task<UpstreamLab> StartAsync()
    {
        var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync(
            "analyst",
            "prod",
            new NewGrant("metrics.query", "full")
            {
                ProjectIds = [10],
                When = new() { Metrics = new() { Names = ["takings"] } },
            }
        );
        return lab;
    }

    private static async Task<string> CreateAsync(UpstreamLab lab, string key)
    {
        Answer(lab, """{"data":{"createQuery":{"queryId":"q-1"}}}""");
        var answer = await AskAsync(lab, key, Create);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Data.GetProperty("createQuery").GetProperty("queryId").GetString()!;
    }

    private static string Arrow(string column)
    {
        var schema = new Schema([new Apache.Arrow.Field(column, Int64Type.Default, nullable: true)], null);
        using var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, [new Int64Array.Builder().Append(7).Build()], 1));
            writer.WriteEnd();
        }
        return Convert.ToBase64String(bytes.ToArray());
    }

    private static void Answer(UpstreamLab lab, string body) => lab.Upstream.Script = r => r.Path == Door ? Reply.Of(200, body) : null;

    private static Task<LabAnswer> AskAsync(UpstreamLab lab, string key, string query) =>
        lab.PostAsync(key, Door, $"{{\"query\":{JsonSerializer.Serialize(query)}}}");
}
