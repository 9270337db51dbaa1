using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Execution.Runners;

/// <summary>The view that shows the latest version of a model under its plain name.</summary>
public sealed class LatestPointerTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public LatestPointerTests()
    {
        _project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
        _project.Write("models/sales_v1.sql", "select 1 as version");
        _project.Write(
            "models/sales_v2.sql",
            "{{ config(materialized='table', post_hook='create table if not exists hooked as select 1 as n') }} select 2 as version"
        );
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("true", "sales")]
    [InlineData("{enabled: true}", "sales")]
    [InlineData("{enabled: true, alias: newest_sales}", "newest_sales")]
    public async Task A_model_that_asks_for_it_has_a_view_on_its_latest_version(string config, string view)
    {
        Describe($"config: {{latest_version_pointer: {config}}}, ");

        var call = await DbtAsync("run");

        call.ExitCode.ShouldBe(0, call.Output);
        (await ShownAsync($"select version from {view}")).ShouldContain("|       2 |");
        (
            await File.ReadAllTextAsync(Path.Combine(_project.Path, "target/manifest.json"), TestContext.Current.CancellationToken)
        ).ShouldNotContain("__latest_version_pointer");
        (await DbtAsync("run")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_word_there_is_none_unless_the_project_says_so()
    {
        Describe("");
        await DbtAsync("run");
        (await ShownAsync("select count(*) as n from information_schema.tables where table_name = 'sales'")).ShouldContain("| 0 |");

        _project.Write(
            "dbt_project.yml",
            "name: shop\nversion: '1.0'\nprofile: p\nflags: {latest_version_pointer_enabled_by_default: true}\n"
        );
        await DbtAsync("run");
        (await ShownAsync("select version from sales")).ShouldContain("|       2 |");

        Describe("config: {latest_version_pointer: false}, ");
        (await DbtAsync("run")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_latest_version_of_that_name_itself_fails_with_what_to_do()
    {
        Describe("config: {latest_version_pointer: true}, ");
        _project.Write("models/sales_v2.sql", "{{ config(alias='sales') }} select 2 as version");

        var call = await DbtAsync("run");

        call.ExitCode.ShouldBe(1);
        call.Output.ShouldContain("Cannot create latest version pointer: the latest version of 'sales' is already aliased to 'sales'.");
    }

    private void Describe(string config) =>
        _project.Write("models/sales.yml", $"models: [{{name: sales, {config}latest_version: 2, versions: [{{v: 1}}, {{v: 2}}]}}]");

    private Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(_project.Path, line);

    private async Task<string> ShownAsync(string sql) =>
        (
            await EngineCall.RunAsync(_project.Path, ["--no-use-colors", "show", "--inline", sql], TestContext.Current.CancellationToken)
        ).Output;
}
