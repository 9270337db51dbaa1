using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Options of commands do what they say.</summary>
public sealed class CallOptionsTests
{
    [Theory]
    [InlineData("run --event-time-start 2024-01-02", "The flag `--event-time-start` was specified, but `--event-time-end` was not.")]
    [InlineData("run --event-time-end 2024-01-02", "The flag `--event-time-end` was specified, but `--event-time-start` was not.")]
    [InlineData("run --event-time-start 2024-01-02 --event-time-end 2024-01-01", "must be less than `--event-time-end`")]
    public async Task A_span_of_time_has_two_ends_in_order(string line, string words)
    {
        using var project = Project();
        project.Write("models/batched.sql", Batched);

        var call = await EngineCall.RunAsync(project.Path, line);

        call.ExitCode.ShouldNotBe(0);
        call.Output.ShouldContain(words);
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
