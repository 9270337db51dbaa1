using Headgate.Attacks.Tests.Rules;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Rules about models of an account elsewhere: what a run would touch is found out there, before it is started.</summary>
public sealed class UpstreamModelTests
{
    private const string Own = ",\"trigger\":{\"cause\":\"schedule\",\"git_branch\":null,\"git_sha\":null,\"steps_override\":null}";
    private static readonly string Manifest = ModelRuleTests.Shop().ToJsonString();

    [Theory]
    [InlineData("""{"cause":"a"}""", "seed.shop.raw_orders")]
    [InlineData("""{"cause":"a","steps_override":["dbt build --select +tag:agent"]}""", "model.shop.stg_orders")]
    [InlineData("""{"cause":"a","steps_override":["dbt run --select tag:agent --full-refresh"]}""", "builds its tables anew")]
    [InlineData("""{"cause":"a","git_branch":"fix","steps_override":["dbt build --select tag:agent"]}""", "other code")]
    [InlineData("""{"cause":"a","steps_override":["dbt build --select tag:agent"]}""", null)]
    public async Task A_run_elsewhere_is_judged_by_the_nodes_that_it_comes_to(string body, string? why)
    {
        await using var lab = await StartAsync();
        Answer(lab);

        var answer = await lab.PostAsync("modeller", $"{lab.A}/jobs/1000/run/", body);

        answer.Status.ShouldBe(why is null ? 200 : 403, answer.Text);
        answer.Text.ShouldContain(why ?? "");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(why is null ? 1 : 0);
    }

    [Theory]
    [InlineData(
        """{"DBT_FULL_REFRESH":{"project":{"id":1,"value":"0"},"environment":{"id":2,"value":"1"}}}""",
        Own,
        "builds its tables anew"
    )]
    [InlineData("""{"DBT_FULL_REFRESH":{"environment":{"id":2,"value":"1"},"job":{"id":3,"value":"0"}}}""", Own, null)]
    [InlineData(null, Own, "may not read the environment variables")]
    [InlineData("{}", ",\"trigger\":{\"git_branch\":\"mine\",\"git_sha\":null,\"steps_override\":null}", "no run of the environment")]
    [InlineData(
        "{}",
        ",\"trigger\":{\"git_branch\":null,\"git_sha\":null,\"steps_override\":[\"dbt parse\"]}",
        "no run of the environment"
    )]
    [InlineData("{}", "", "no run of the environment")]
    public async Task What_the_account_does_not_say_is_not_allowed(string? variables, string trigger, string? why)
    {
        await using var lab = await StartAsync();
        Answer(lab, variables, trigger);

        var answer = await lab.PostAsync(
            "modeller",
            $"{lab.A}/jobs/1000/run/",
            """{"cause":"a","steps_override":["dbt build --select tag:agent"]}"""
        );

        answer.Status.ShouldBe(why is null ? 200 : 403, answer.Text);
        answer.Text.ShouldContain(why ?? "");
    }

    [Fact]
    public async Task A_manifest_that_is_none_allows_nothing()
    {
        await using var lab = await StartAsync();
        Answer(lab, manifest: "<html>");

        var answer = await lab.PostAsync(
            "modeller",
            $"{lab.A}/jobs/1000/run/",
            """{"cause":"a","steps_override":["dbt build --select tag:agent"]}"""
        );

        answer.Status.ShouldBe(403, answer.Text);
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
    }

    private static async Task<UpstreamLab> StartAsync()
    {
        var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync(
            "modeller",
            "prod",
            new NewGrant("runs.trigger", "full")
            {
                ProjectIds = [10],
                Overrides = ["steps_override", "git_branch"],
                When = new GrantConditions { Models = new ModelsCondition { Select = ["tag:agent"] } },
            }
        );
        return lab;
    }

    private static void Answer(UpstreamLab lab, string? variables = "{}", string trigger = Own, string? manifest = null) =>
        lab.Upstream.Script = r =>
            r.Path.Contains("/environment-variables/job/", StringComparison.Ordinal)
                ? variables is null
                    ? Reply.Of(403, """{"status":{"code":403},"data":null}""")
                    : Reply.Data(variables)
                : r.Path.EndsWith("/runs/", StringComparison.Ordinal)
                    ? Reply.Page([lab.Upstream.Run(5000, trigger)], 1)
                    : r.Path.EndsWith("/artifacts/manifest.json", StringComparison.Ordinal)
                        ? Reply.Of(200, manifest ?? Manifest)
                        : null;
}
