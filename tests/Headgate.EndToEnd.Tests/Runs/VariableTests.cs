using System.Text.Json.Nodes;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>Environment variables that are set by the API and read by env_var of the embedded engine.</summary>
public sealed class VariableTests
{
    private const string Secret = "s3cret-of-a-run-88";

    private const string Levels = """
        select '{{ env_var("DBT_AT_PROJECT") }}' as at_project, '{{ env_var("DBT_AT_ENVIRONMENT") }}' as at_environment,
            '{{ env_var("DBT_AT_JOB") }}' as at_job, '{{ env_var("DBT_NOWHERE", "of the code") }}' as nowhere,
            '{{ env_var("DBT_CLOUD_RUN_ID") }}' as run_id
        """;

    [Fact]
    public async Task Models_read_the_narrowest_value_of_each_variable_and_no_secret()
    {
        await using var server = await ShopServer.StartAsync(
            program: null,
            ("models/levels.sql", Levels),
            (
                "models/logging.sql",
                "{{ log('region ' ~ env_var('DBT_AT_JOB') ~ ' token ' ~ env_var('DBT_HARMLESS'), info=True) }} select 1 as one"
            )
        );
        var job = await server.MakeJobAsync("levels", "dbt build --select levels logging");
        var telling = await server.MakeJobAsync("telling", "dbt build --select telling");
        var made = await server.SendAsync("GET", "v2", $"jobs/{job}/");
        var at = $"projects/{made["project_id"]}/environment-variables/";
        foreach (var name in new[] { "DBT_AT_PROJECT", "DBT_AT_ENVIRONMENT", "DBT_AT_JOB" })
        {
            await server.SendAsync("POST", "v3", at, One(name, "project", "of the project"));
        }
        foreach (var name in new[] { "DBT_AT_ENVIRONMENT", "DBT_AT_JOB" })
        {
            var body = One(name, "environment", "of the environment");
            body["environment_id"] = made["environment_id"]!.DeepClone();
            await server.SendAsync("POST", "v3", at, body);
        }
        var ofJob = One("DBT_AT_JOB", "job", "of the job");
        ofJob["job_definition_id"] = job;
        await server.SendAsync("POST", "v3", at, ofJob);
        // One value is a secret's and also stands, by mistake, in a variable that is none: it is masked wherever it turns up.
        await server.SendAsync("POST", "v3", at, One("DBT_ENV_SECRET_TOLD", "project", Secret));
        await server.SendAsync("POST", "v3", at, One("DBT_HARMLESS", "project", Secret));

        var run = await server.TriggerAsync(job);
        var ended = await server.EndOfAsync(run);
        ((int)ended["status"]!).ShouldBe(10, ShopServer.LogsOf(ended));
        var (status, compiled) = await server.TryAsync("GET", "v2", $"runs/{run}/artifacts/compiled/shop/models/levels.sql");
        status.ShouldBe(200, compiled);
        compiled.ShouldContain("'of the project' as at_project, 'of the environment' as at_environment");
        compiled.ShouldContain($"'of the job' as at_job, 'of the code' as nowhere");
        compiled.ShouldContain($"'{run}' as run_id");
        ShopServer.LogsOf(ended).ShouldContain("region of the job token *****");
        ended.ToJsonString().ShouldNotContain(Secret);

        await server.WriteAsync("models/telling.sql", "select '{{ env_var('DBT_ENV_SECRET_TOLD') }}' as told");
        var refused = await server.EndOfAsync(await server.TriggerAsync(telling));
        ((int)refused["status"]!).ShouldBe(20);
        ShopServer.LogsOf(refused).ShouldContain("DBT_ENV_SECRET_TOLD");
        refused.ToJsonString().ShouldNotContain(Secret);
    }

    private static JsonObject One(string name, string type, string value) =>
        new()
        {
            ["name"] = name,
            ["type"] = type,
            ["raw_value"] = value,
        };
}
