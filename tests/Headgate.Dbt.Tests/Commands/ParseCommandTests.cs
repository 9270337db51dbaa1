using System.Text.Json.Nodes;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Calls that parse what has not changed since the last one.</summary>
public sealed class ParseCommandTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public ParseCommandTests()
    {
        _project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
        _project.Write("models/a.sql", "select 1 as id");
        _project.Write("models/b.sql", "select * from {{ ref('a') }}");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task An_unchanged_project_gives_the_same_manifest_with_a_head_of_its_own()
    {
        await DbtAsync("parse");
        var first = Manifest();

        var call = await DbtAsync("--debug parse");

        call.Output.ShouldContain("Nothing changed, skipping partial parsing.");
        var second = Manifest();
        second["metadata"]!["invocation_id"]!.GetValue<string>().ShouldNotBe(first["metadata"]!["invocation_id"]!.GetValue<string>());
        Rest(second).ShouldBe(Rest(first));
        (await DbtAsync("parse")).ExitCode.ShouldBe(0);
        Rest(Manifest()).ShouldBe(Rest(first));
    }

    [Fact]
    public async Task After_a_run_parse_writes_what_is_parsed_and_not_what_was_run()
    {
        await DbtAsync("parse");
        var parsed = Rest(Manifest());
        (await DbtAsync("run")).ExitCode.ShouldBe(0);
        Rest(Manifest()).ShouldContain("compiled_code");

        await DbtAsync("parse");

        Rest(Manifest()).ShouldBe(parsed);
    }

    [Fact]
    public async Task A_manifest_that_someone_changed_is_written_anew()
    {
        await DbtAsync("parse");
        var parsed = Rest(Manifest());
        _project.Write("target/manifest.json", "{}");

        await DbtAsync("parse");

        Rest(Manifest()).ShouldBe(parsed);
    }

    [Fact]
    public async Task A_run_from_a_kept_parse_builds_as_the_first_did()
    {
        (await DbtAsync("run")).ExitCode.ShouldBe(0);

        var call = await DbtAsync("--debug run");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("Nothing changed, skipping partial parsing.");
        call.Output.ShouldContain("2 of 2 OK created sql view model main.b");
    }

    [Fact]
    public async Task Without_partial_parsing_all_is_parsed()
    {
        await DbtAsync("parse");

        (await DbtAsync("--debug parse --no-partial-parse")).Output.ShouldNotContain("Nothing changed");
    }

    private Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(_project.Path, line);

    private JsonObject Manifest() => JsonNode.Parse(File.ReadAllText(Path.Combine(_project.Path, "target/manifest.json")))!.AsObject();

    private static string Rest(JsonObject manifest)
    {
        var rest = manifest.DeepClone().AsObject();
        rest.Remove("metadata");
        return rest.ToJsonString();
    }
}
