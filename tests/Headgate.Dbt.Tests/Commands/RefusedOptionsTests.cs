using Headgate.Dbt.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>What dbt can and the engine cannot yet is refused with a sentence before anything is done, and never ignored.</summary>
public sealed class RefusedOptionsTests
{
    [Theory]
    [InlineData("run --event-time-start 2024-01-02", "--event-time-start")]
    [InlineData("run --event-time-end 2024-01-02", "--event-time-end")]
    [InlineData("build --sample {start:2024-01-02,end:2024-01-03}", "--sample")]
    [InlineData("build --export-saved-queries", "--export-saved-queries")]
    public async Task An_option_that_is_not_done_yet_ends_the_call(string line, string option)
    {
        using var project = Project();

        var call = await EngineCall.RunAsync(project.Path, line);

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain($"Runtime Error\n  The option {option} is not supported yet.");
        File.Exists(Path.Combine(project.Path, "shop.duckdb")).ShouldBeFalse("nothing may have been built");
    }

    [Fact]
    public async Task A_switch_given_as_off_asks_for_nothing()
    {
        using var project = Project();
        var call = await EngineCall.RunAsync(project.Path, "build --no-export-saved-queries");
        call.ExitCode.ShouldBe(0, call.Output);
    }

    [Fact]
    public async Task The_variable_of_such_an_option_is_refused_by_its_name()
    {
        using var project = Project();
        using var output = new StringWriter();
        var environment = new Dictionary<string, string> { ["DBT_PROFILES_DIR"] = project.Path, ["DBT_SAMPLE"] = "{start: 2024-01-02}" };
        var process = new DbtProcess(output, output, environment, project.Path, TimeProvider.System);

        var code = await DbtCommandLine.RunAsync(["run"], process, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        output.ToString().ShouldContain("The variable DBT_SAMPLE is not supported yet.");
    }

    [Fact]
    public async Task A_microbatch_model_is_refused_at_its_first_run_already()
    {
        using var project = Project();
        project.Write("models/batched.sql", Batched);

        var call = await EngineCall.RunAsync(project.Path, "run");

        call.ExitCode.ShouldBe(1, call.Output);
        call.Output.ShouldContain("The incremental strategy 'microbatch' of model 'batched' is not supported yet.");
        call.Output.ShouldContain("PASS=1 WARN=0 ERROR=1");
    }

    [Fact]
    public async Task A_project_with_a_microbatch_macro_of_its_own_gets_an_ordinary_incremental_model()
    {
        using var project = Project();
        project.Write("models/batched.sql", Batched);
        project.Write(
            "macros/own.sql",
            "{% macro get_incremental_microbatch_sql(arg_dict) %}{{ return(get_incremental_append_sql(arg_dict)) }}{% endmacro %}"
        );

        (await EngineCall.RunAsync(project.Path, "run")).ExitCode.ShouldBe(0);
        var second = await EngineCall.RunAsync(project.Path, "run");

        second.ExitCode.ShouldBe(0, second.Output);
    }

    [Fact]
    public async Task Single_threaded_runs_one_node_at_a_time()
    {
        using var project = Project();
        var call = await EngineCall.RunAsync(project.Path, "run --threads 4 --single-threaded");
        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("Concurrency: 1 threads");
    }

    [Fact]
    public async Task Debug_connection_tells_of_the_connection_alone()
    {
        using var project = Project();
        var call = await EngineCall.RunAsync(project.Path, "debug --connection");
        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("Skipping steps before connection verification");
        call.Output.ShouldNotContain("Configuration:");
        call.Output.ShouldContain("Connection test: [OK connection ok]");
    }

    [Fact]
    public async Task Deps_lock_writes_the_lock_file_and_installs_nothing()
    {
        using var project = Project();
        project.Write("parts/dbt_project.yml", "name: parts\nversion: '1.0'\nprofile: p\n");
        project.Write("packages.yml", "packages:\n  - local: parts\n");

        var call = await EngineCall.RunAsync(project.Path, "deps --lock");

        call.ExitCode.ShouldBe(0, call.Output);
        File.ReadAllText(Path.Combine(project.Path, "package-lock.yml")).ShouldContain("local: parts");
        Directory.Exists(Path.Combine(project.Path, "dbt_packages")).ShouldBeFalse();
    }

    private const string Batched =
        "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', begin='2024-01-01', batch_size='day') }}\n"
        + "select timestamp '2024-01-02' as at";

    private static ProjectFolder Project()
    {
        var project = new ProjectFolder();
        project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
        project.Write("models/one.sql", "select 1 as id");
        return project;
    }
}
