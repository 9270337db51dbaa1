using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Execution.UnitTests;

/// <summary>Unit tests of models whose inputs are built in another state alone.</summary>
public sealed class DeferredInputsTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public DeferredInputsTests()
    {
        _project.Write(
            "profiles.yml",
            "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}, other: {type: duckdb, path: shop.duckdb, schema: other}}}"
        );
        _project.Write("models/raw.sql", "select 1 as id, 'x' as name");
        _project.Write("models/counted.sql", "select count(*) as n from {{ ref('raw') }}");
        _project.Write(
            "models/tests.yml",
            """
            unit_tests:
              - name: counts
                model: counted
                given: [{input: ref('raw'), rows: [{id: 1}, {id: 2}]}]
                expect: {rows: [{n: 2}]}
            """
        );
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_columns_of_an_input_are_those_of_the_other_state()
    {
        (await DbtAsync("run --target other")).ExitCode.ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(_project.Path, "state"));
        File.Copy(Path.Combine(_project.Path, "target/manifest.json"), Path.Combine(_project.Path, "state/manifest.json"));

        var call = await DbtAsync("test --defer --state state");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("PASS=1");
    }

    [Fact]
    public async Task Without_another_state_an_input_that_is_not_built_fails()
    {
        (await DbtAsync("test")).Output.ShouldContain("Not able to get columns for unit test 'raw'");
    }

    private Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(_project.Path, line);
}
