using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.SemanticLayer;

/// <summary>What is tried at the door of the Semantic Layer: conditions that would be more than conditions, and numbers that nobody granted.</summary>
[Collection("attacks")]
public sealed class SemanticLayerTests(StandingServer server) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await SemanticLayerRows.AddAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_granted_is_compiled_and_recorded()
    {
        var (status, text, records) = await AskAsync("KC", Compile("metrics: [{name: \"revenue\"}], groupBy: [{name: \"order__region\"}]"));
        status.ShouldBe(200);
        // Environment 100 has no warehouse, unless another test of this server has given it one; the query itself was fine.
        (
            text.Contains("no connection to a warehouse", StringComparison.Ordinal)
            || JsonElement.Parse(text).GetProperty("data").GetProperty("compileSql").GetProperty("sql").ValueKind == JsonValueKind.String
        ).ShouldBeTrue(text);
        var decision = records.Decision();
        (decision.Decision, decision.Operation, decision.Surface).ShouldBe(("Allowed", "metrics.compile", "semantic layer"));
    }

    [Attack("SL-01")]
    [Theory]
    [InlineData("{{ Dimension('order__region') }} = 'x' OR 1=1 --'")]
    [InlineData("{{ Dimension('order__region') }} = 'x') OR (1=1")]
    [InlineData("{{ Dimension('order__region') }} = 'x' /* ' */ OR 1=1")]
    [InlineData("{{ Dimension('order__region') }} = 'x' OR salary > 0")]
    public Task A_condition_stays_one_condition_on_what_its_template_names(string where) => IsBadAsync(where);

    [Attack("SL-02")]
    [Fact]
    public Task A_second_statement_is_refused() => IsBadAsync("1=1; DROP TABLE x");

    [Attack("SL-03")]
    [Fact]
    public Task A_query_inside_a_condition_is_refused() => IsBadAsync("{{ Dimension('order__region') }} IN (SELECT secret FROM payroll)");

    [Attack("SL-04")]
    [Fact]
    public Task A_union_is_refused() => IsBadAsync("1=0 UNION SELECT salary FROM payroll");

    [Attack("SL-05")]
    [Theory]
    [InlineData("{{ env_var('DBT_ENV_SECRET_X') }} = 'x'")]
    [InlineData("{{ modules.os }} = 'x'")]
    [InlineData("{% for i in range(9) %} 1=1 {% endfor %}")]
    [InlineData("{{ var('x') }} = 1")]
    [InlineData("{{ 'salary > 0' }}")]
    public Task Templates_know_four_names_and_nothing_else(string where) => IsBadAsync(where);

    [Attack("SL-06")]
    [Theory]
    [InlineData("{{ ''.__class__.__mro__ }} = 'x'")]
    [InlineData("{{ Dimension.__init__.__globals__ }} = 'x'")]
    [InlineData("{{ Dimension('order__region').__class__ }} = 'x'")]
    public Task Templates_reach_no_object_behind_a_value(string where) => IsBadAsync(where);

    [Attack("SL-07")]
    [Theory]
    [InlineData("createQuery")]
    [InlineData("compileSql")]
    public async Task A_metric_that_is_not_granted_refuses_the_whole_query(string field)
    {
        var query =
            field == "createQuery"
                ? Create("metrics: [{name: \"revenue\"}, {name: \"salaries\"}]")
                : Compile("metrics: [{name: \"revenue\"}, {name: \"salaries\"}]");
        var (_, text, records) = await AskAsync("KB", query);
        IsRefused(text, "FORBIDDEN");
        Error(text).ShouldContain("'salaries' is not granted");
        records.ShouldContain(r => r.Kind == "outcome" && r.Status == 403);
    }

    [Attack("SL-08")]
    [Fact]
    public async Task A_saved_query_is_judged_by_the_metrics_that_it_asks_for()
    {
        var (_, text, records) = await AskAsync("KB", Create("savedQuery: \"pay\""));
        IsRefused(text, "FORBIDDEN");
        Error(text).ShouldContain("'salaries' is not granted");
        records.ShouldContain(r => r.Kind == "outcome" && r.Status == 403);
    }

    [Attack("SL-09")]
    [Theory]
    [InlineData("KQ")]
    [InlineData("KM")]
    public async Task Values_of_dimensions_are_a_right_of_their_own(string key)
    {
        var (_, text, records) = await AskAsync(
            key,
            "mutation { createDimensionValuesQuery(environmentId: 100, groupBy: [{name: \"order__employee_name\"}]) { queryId } }"
        );
        IsRefused(text, "FORBIDDEN");
        (records.Decision().Decision, records.Decision().Operation).ShouldBe(("Denied", "metrics.values.query"));
        var (_, round, _) = await AskAsync(key, Create("groupBy: [{name: \"order__employee_name\"}]"));
        Error(round).ShouldNotBeEmpty();
    }

    [Attack("SL-10")]
    [Theory]
    [InlineData("KM", "{ metrics(environmentId: 200) { name } }")]
    [InlineData("KM", "{ a: metrics(environmentId: 100) { name } b: metrics(environmentId: 200) { name } }")]
    [InlineData("KQ", "mutation { createQuery(environmentId: \"200\", metrics: [{name: \"bonus_of_payroll\"}]) { queryId } }")]
    [InlineData("KC", "mutation { compileSql(environmentId: 200, metrics: [{name: \"salaries\"}]) { sql } }")]
    [InlineData("KQ", "{ query(environmentId: 200, queryId: \"query-1\") { status } }")]
    public async Task Another_environment_is_not_found(string key, string query)
    {
        var (_, text, records) = await AskAsync(key, query);
        IsRefused(text, "NOT_FOUND");
        text.ShouldNotContain("revenue");
        records.Last(r => r.Kind == "decision").Decision.ShouldBe("Denied");
    }

    [Attack("SL-11")]
    [Theory]
    [InlineData("KQ")]
    [InlineData("KM")]
    public async Task The_sql_is_a_right_of_its_own(string key)
    {
        var (_, text, records) = await AskAsync(key, Compile("metrics: [{name: \"revenue\"}]"));
        IsRefused(text, "FORBIDDEN");
        (records.Decision().Decision, records.Decision().Operation).ShouldBe(("Denied", "metrics.compile"));
    }

    [Attack("SL-12")]
    [Theory]
    [InlineData("pg_read_file('/etc/passwd') = 'x'")]
    [InlineData("read_text('/etc/passwd') is not null")]
    [InlineData("pg_sleep(60) is null")]
    [InlineData("COPY orders TO '/tmp/x'")]
    [InlineData("{{ Dimension('order__region') }} = getenv('HOME')")]
    [InlineData("\"pg_sleep\"(60) is null")]
    public Task Functions_of_the_database_are_refused(string where) => IsBadAsync(where);

    [Attack("SL-13")]
    [Theory]
    [InlineData("metrics: [{name: \"revenue\"}], limit: -1")]
    [InlineData("metrics: [{name: \"revenue\"}], limit: 999999999")]
    [InlineData("metrics: [{name: \"revenue\"}], groupBy: [GROUPS]")]
    [InlineData("metrics: [METRICS]")]
    public async Task What_asks_for_too_much_is_refused(string arguments)
    {
        var (_, text, _) = await AskAsync(
            "KC",
            Compile(
                arguments
                    .Replace("GROUPS", string.Concat(Enumerable.Repeat("{name: \"order__region\"} ", 500)), StringComparison.Ordinal)
                    .Replace("METRICS", string.Concat(Enumerable.Repeat("{name: \"revenue\"} ", 500)), StringComparison.Ordinal)
            )
        );
        Error(text).ShouldMatch("limit|more than");
    }

    private async Task IsBadAsync(string where)
    {
        foreach (var key in (string[])["KC", server.Admin])
        {
            var (_, text, _) = await AskAsync(
                key,
                "mutation($sql: String!) { compileSql(environmentId: 100, metrics: [{name: \"revenue\"}], where: [{sql: $sql}]) { sql } }",
                JsonSerializer.Serialize(new Dictionary<string, string> { ["sql"] = where })
            );
            JsonDocument
                .Parse(text)
                .RootElement.GetProperty("errors")[0]
                .GetProperty("extensions")
                .GetProperty("code")
                .GetString()
                .ShouldBe("BAD_USER_INPUT", text);
            Error(text).ShouldContain("cannot be used");
            text.ShouldNotContain("DBT_ENV_SECRET_X=");
        }
    }

    private static string Create(string arguments) => $"mutation {{ createQuery(environmentId: 100, {arguments}) {{ queryId }} }}";

    private static string Compile(string arguments) => $"mutation {{ compileSql(environmentId: 100, {arguments}) {{ sql }} }}";

    private static string Error(string text) =>
        JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!;

    private static void IsRefused(string text, string code)
    {
        var answer = JsonDocument.Parse(text).RootElement;
        answer.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null, text);
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code, text);
        text.ShouldNotContain(SemanticLayerRows.Secret);
    }

    private async Task<(int Status, string Text, List<JournalRecord> Records)> AskAsync(string key, string query, string? variables = null)
    {
        var mark = server.Services.GetRequiredService<JournalWriter>().LastSequence;
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Keys.GetValueOrDefault(key, key));
        using var content = new StringContent(
            JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["query"] = query,
                    ["variables"] = variables is null ? null : JsonDocument.Parse(variables).RootElement,
                }
            ),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.PostAsync(
            new Uri($"http://{server.Address}/semantic-layer/api/graphql"),
            content,
            TestContext.Current.CancellationToken
        );
        return (
            (int)answer.StatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            server.RecordsAfter(mark)
        );
    }
}
