using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Places that options, variables and the project's files name, by the command layer alone.</summary>
public sealed class OptionPlacesTests
{
    [Attack("BOX-15")]
    [Theory]
    [InlineData("--target-path", "build --target-path=DATA/journal/x")]
    [InlineData("--target-path", "build --target-path ../../../journal/x")]
    [InlineData("--log-path", "build --log-path DATA/keys")]
    [InlineData("--log-path", "--log-path DATA/keys build")]
    [InlineData("--log-path", "build --log-path DATA/keys --log-path logs")]
    [InlineData("--log-path", "--log-path DATA/keys build --log-path logs")]
    [InlineData("--project-dir", "build --project-dir DATA/runs/5001/repository")]
    [InlineData("--project-dir", "build --project-dir ../../5001/repository")]
    [InlineData("--project-dir", "build --project-dir DATA/nothing/here")]
    [InlineData("--profiles-dir", "build --profiles-dir RUN/repository")]
    [InlineData("--profiles-dir", "build --profiles-dir DATA")]
    [InlineData("--state", "build --state DATA/artifacts")]
    [InlineData("--state", "build --select state:modified --state ../../5001/state")]
    [InlineData("--defer-state", "build --defer --defer-state ../../5001/state")]
    [InlineData("--state", "retry --state DATA/artifacts/6000")]
    [InlineData("--output", "source freshness -o DATA/journal/sources.json")]
    [InlineData("--record-timing-info", "build -rDATA/journal/x")]
    [InlineData("--packages-install-path", "deps --packages-install-path ../../x")]
    public async Task Options_that_name_places_outside_are_refused_by_name(string option, string line)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.DbtAsync(run.Placed(line).Split(' '));

        code.ShouldBe(2, output);
        output.ShouldContain(option);
        Directory.Exists(Path.Combine(run.Repository, "target")).ShouldBeFalse();
        run.ShouldBeSealed(output);
    }

    [Theory]
    [InlineData("--target-path RUN/elsewhere")]
    [InlineData("--target-path ../elsewhere --log-path ../log-4")]
    [InlineData("--profiles-dir RUN/profiles")]
    public async Task In_the_box_options_may_name_places_of_the_run(string options)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.DbtAsync(["build", .. run.Placed(options).Split(' ')]);

        code.ShouldBe(0, output);
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-16")]
    [Theory]
    [InlineData("DBT_TARGET_PATH", "DATA/journal/x")]
    [InlineData("DBT_LOG_PATH", "DATA/keys")]
    [InlineData("DBT_PROFILES_DIR", "DATA")]
    [InlineData("DBT_ENGINE_PROFILES_DIR", "RUN/repository")]
    [InlineData("DBT_PROJECT_DIR", "../../5001/repository")]
    [InlineData("DBT_STATE", "DATA/artifacts/6000")]
    [InlineData("DBT_DEFER_STATE", "DATA/artifacts/6000")]
    [InlineData("DBT_ENGINE_LOG_PATH", "DATA/keys")]
    [InlineData("DBT_ENGINE_TARGET_PATH", "DATA/journal/x")]
    public async Task Variables_that_name_places_outside_are_refused_by_name(string variable, string value)
    {
        using var run = new BoxedRun();
        run.Variables[variable] = run.Placed(value);

        var (code, output) = await run.DbtAsync("build", "--defer");

        code.ShouldBe(2, output);
        output.ShouldContain(variable);
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-16")]
    [Attack("BOX-17")]
    [Theory]
    [InlineData("target-path", "../../../journal")]
    [InlineData("log-path", "DATA/keys")]
    [InlineData("packages-install-path", "../../x")]
    [InlineData("model-paths", "[../../5001/repository/models]")]
    [InlineData("seed-paths", "[DATA]")]
    [InlineData("snapshot-paths", "[snapshots, DATA]")]
    [InlineData("test-paths", "[DATA]")]
    [InlineData("macro-paths", "[DATA/runs/5001/repository]")]
    [InlineData("analysis-paths", "[/]")]
    [InlineData("docs-paths", "[../../../keys]")]
    [InlineData("asset-paths", "[../../../keys]")]
    [InlineData("target-path", "\"{{ env_var('DBT_ELSEWHERE') }}\"")]
    public async Task Keys_of_the_project_file_that_name_places_outside_are_refused_by_name(string key, string value)
    {
        using var run = new BoxedRun();
        run.Variables["DBT_ELSEWHERE"] = run.Placed("DATA/journal");
        run.Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\n{key}: {run.Placed(value)}\n");

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(2, output);
        output.ShouldContain($"{key} in dbt_project.yml");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-16")]
    [Theory]
    [InlineData("state", "../../5001/state")]
    [InlineData("target_path", "DATA/journal")]
    [InlineData("log_path", "DATA/journal")]
    public async Task Flags_of_the_project_that_name_places_outside_are_refused_by_name(string flag, string value)
    {
        using var run = new BoxedRun();
        run.Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\nflags: {{{flag}: {run.Placed(value)}}}\n");

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(2, output);
        output.ShouldContain($"the flag {flag} in dbt_project.yml");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-17")]
    [Theory]
    [InlineData("clean")]
    [InlineData("clean --no-clean-project-files-only")]
    public async Task Clean_deletes_nothing_outside(string line)
    {
        foreach (var target in (string[])["../../../journal", "/", "..", "../profiles", "models/../../../5001"])
        {
            using var run = new BoxedRun();
            run.Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\nclean-targets: [target, \"{target}\"]\n");

            var (code, output) = await run.DbtAsync(line.Split(' '));

            code.ShouldBe(2, output);
            File.Exists(Path.Combine(run.Root, "profiles", "profiles.yml")).ShouldBeTrue();
            run.ShouldBeSealed(output);
        }
    }

    [Fact]
    public async Task By_hand_clean_follows_no_link_out_of_the_project()
    {
        using var run = new BoxedRun(boxed: false);
        Directory.CreateSymbolicLink(Path.Combine(run.Repository, "beside"), run.Data);
        run.Project("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: p\nclean-targets: [beside/journal]\n");

        var (code, output) = await run.DbtAsync("clean");

        code.ShouldBe(2, output);
        File.Exists(Path.Combine(run.Data, "journal", "0001.jsonl")).ShouldBeTrue();
    }

    [Attack("BOX-42")]
    [Fact]
    public async Task A_project_above_the_run_is_not_taken()
    {
        using var run = new BoxedRun();
        File.Delete(Path.Combine(run.Repository, "dbt_project.yml"));
        run.Write("dbt_project.yml", $"name: {BoxedRun.Canary}\nversion: '1.0'\nprofile: p\n");

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(2, output);
        output.ShouldContain(Confinement.Box.CommandRefuses);
        output.ShouldNotContain(BoxedRun.Canary);
    }

    [Attack("BOX-18")]
    [Fact]
    public async Task Artifacts_name_the_run_that_made_them_whatever_a_file_of_variables_says()
    {
        using var run = new BoxedRun();
        run.Variables["DBT_ENV_CUSTOM_ENV_DBT_CLOUD_RUN_ID"] = "500";
        run.Project(".env", "DBT_ENV_CUSTOM_ENV_DBT_CLOUD_RUN_ID=6000\nDBT_ENV_CUSTOM_ENV_X=of the project\n");

        var (code, output) = await run.DbtAsync("build");

        code.ShouldBe(0, output);
        foreach (var artifact in (string[])["manifest.json", "run_results.json"])
        {
            using var json = System.Text.Json.JsonDocument.Parse(
                await File.ReadAllTextAsync(Path.Combine(run.Repository, "target", artifact), TestContext.Current.CancellationToken)
            );
            var variables = json.RootElement.GetProperty("metadata").GetProperty("env");
            variables.GetProperty("DBT_CLOUD_RUN_ID").GetString().ShouldBe("500");
            variables.TryGetProperty("X", out _).ShouldBeFalse();
        }
    }
}
