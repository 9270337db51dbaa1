using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>DuckDB's own log is not covered by its lock. It must reach nothing outside, and leave the warehouse as it was.</summary>
public sealed class EngineLogTests
{
    private static readonly string[] Ways = ["show", "model", "hook", "run-operation"];

    public static TheoryData<string, string> Calls { get; } =
        FourWays.Of(
            "call enable_logging(storage='file', storage_config={'path': 'DATA/journal'})",
            "call Enable_Logging (storage='file', storage_config={'path': 'RUN/repository/logged'})",
            "from system.main.enable_logging(storage='stdout')"
        );

    [Attack("BOX-07")]
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_engines_log_is_refused_by_name(string way, string sql)
    {
        using var run = new BoxedRun();

        var (code, output) = await run.ExecuteAsync(way, sql);

        code.ShouldNotBe(0, output);
        output.ShouldContain(Confinement.Box.EngineRefuses);
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-07")]
    [Fact]
    public async Task A_hidden_call_ends_the_run_in_a_sentence_and_leaves_the_warehouse_whole()
    {
        foreach (var way in Ways)
        {
            using var run = new BoxedRun();
            var hidden =
                "from query('from enable_' || 'logging(storage=''file'', storage_config={''path'': ''DATA/journal''})'); select 1 as a";

            await run.ExecuteAsync("run-operation", "create table before as select 'the next run' as a");
            var (code, output) = await run.ExecuteAsync(way, hidden);

            code.ShouldNotBe(0, output);
            output.ShouldContain(Confinement.Box.EngineRefuses);
            run.ShouldBeSealed(output);
            run.Reopened("from before").ShouldBe("the next run");
        }
    }

    [Fact]
    public async Task A_column_of_that_name_is_a_column()
    {
        using var run = new BoxedRun();

        var (code, output) = await run.ExecuteAsync("run-operation", "select true as enable_logging");

        code.ShouldBe(0, output);
    }
}
