using Headgate.Dbt.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Values of variables named DBT_ENV_SECRET… are in no line that the engine tells.</summary>
public sealed class SecretVariableTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("debug")]
    public async Task A_secret_of_the_profile_is_masked_on_the_console_and_in_the_log_file(string format)
    {
        using var project = new ProjectFolder();
        project.Write(
            "profiles.yml",
            "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: \"{{ env_var('DBT_ENV_SECRET_PLACE') }}\"}}}"
        );
        project.Write("models/broken.sql", "select '{{ target.schema }}' as place from nowhere");

        var (code, output) = await RunAsync(project, ["run", "--log-format", format, "--log-level", "debug"]);

        code.ShouldBe(1, output);
        output.ShouldContain("*****.broken");
        output.ShouldNotContain("hazelgrove");
        File.ReadAllText(Path.Combine(project.Path, "logs", "dbt.log")).ShouldNotContain("hazelgrove");
    }

    [Fact]
    public async Task A_secret_is_refused_in_a_model_without_its_value()
    {
        using var project = new ProjectFolder();
        project.Write("models/nosy.sql", "select '{{ env_var('DBT_ENV_SECRET_PLACE') }}' as place");

        var (code, output) = await RunAsync(project, ["parse"]);

        code.ShouldBe(2, output);
        output.ShouldContain("Secret env vars are allowed only in profiles.yml or packages.yml. Found 'DBT_ENV_SECRET_PLACE'");
        output.ShouldNotContain("hazelgrove");
    }

    private static async Task<(int Code, string Output)> RunAsync(ProjectFolder project, string[] words)
    {
        using var output = new StringWriter();
        var environment = new Dictionary<string, string>
        {
            ["DBT_PROFILES_DIR"] = project.Path,
            ["DBT_ENV_SECRET_PLACE"] = "hazelgrove",
            ["DBT_ENV_SECRET_EMPTY"] = "",
        };
        var process = new DbtProcess(output, output, environment, project.Path, TimeProvider.System);
        var code = await DbtCommandLine.RunAsync(["--no-use-colors", .. words], process, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
