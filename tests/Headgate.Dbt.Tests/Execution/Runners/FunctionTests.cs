using System.Text.Json.Nodes;
using Headgate.Dbt.Tests.Adapters.Postgres;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Execution.Runners;

/// <summary>Functions of a project, made and called on both databases.</summary>
public sealed class FunctionTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public FunctionTests()
    {
        Double(_project.Write);
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_build_makes_functions_before_the_models_that_call_them()
    {
        var call = await DbtAsync("build");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("1 of 2 START function main.double_it");
        call.Output.ShouldContain("1 of 2 OK created function main.double_it");
        (await ShownAsync("select * from {{ ref('doubled') }}")).ShouldContain("|     4 |");
        (await ShownAsync("select {{ function('double_it') }}(21) as n")).ShouldContain("| 42 |");
    }

    [Fact]
    public async Task The_manifest_has_functions_of_their_own_with_signature_and_readers()
    {
        await DbtAsync("parse");

        var manifest = Manifest();
        var function = manifest["functions"]!["function.shop.double_it"]!;
        function["language"]!.GetValue<string>().ShouldBe("sql");
        function["description"]!.GetValue<string>().ShouldBe("Doubles a number");
        function["config"]!["type"]!.GetValue<string>().ShouldBe("scalar");
        function["config"]!["materialized"]!.GetValue<string>().ShouldBe("function");
        function["returns"]!["data_type"]!.GetValue<string>().ShouldBe("double precision");
        function["arguments"]![0]!["name"]!.GetValue<string>().ShouldBe("value");
        function["arguments"]![0]!["default_value"].ShouldBeNull();
        manifest["nodes"]!["model.shop.doubled"]!["depends_on"]!["nodes"]!
            .AsArray()
            .ShouldHaveSingleItem()!
            .GetValue<string>()
            .ShouldBe("function.shop.double_it");
        manifest["child_map"]!["function.shop.double_it"]!
            .AsArray()
            .ShouldHaveSingleItem()!
            .GetValue<string>()
            .ShouldBe("model.shop.doubled");
        manifest["nodes"]!["model.shop.doubled"]!.AsObject().ContainsKey("returns").ShouldBeFalse();
    }

    [Theory]
    [InlineData("ls --select resource_type:function", "shop.double_it")]
    [InlineData("ls --resource-type function", "shop.double_it")]
    [InlineData("ls --select double_it+ --resource-type model", "shop.doubled")]
    public async Task Functions_are_selected_as_other_nodes(string line, string expected)
    {
        var call = await DbtAsync("--quiet " + line);

        call.Output.Trim().ShouldBe(expected);
    }

    [Fact]
    public async Task A_function_reads_models_and_has_defaults_and_a_schema_of_its_own()
    {
        _project.Write("models/numbers.sql", "select 1 as number union all select 2");
        _project.Write("functions/total.sql", "select sum(number) + extra from {{ ref('numbers') }};");
        _project.Write(
            "functions/total.yml",
            "functions:\n  - name: total\n    config: {schema: udfs}\n    arguments: [{name: extra, data_type: integer, default_value: 10}]\n    returns: {data_type: integer}\n"
        );

        var call = await DbtAsync("build");

        call.ExitCode.ShouldBe(0, call.Output);
        (await ShownAsync("select {{ function('total') }}() as n")).ShouldContain("| 13 |");
        (await ShownAsync("select {{ function('shop', 'total') }}(1) as n")).ShouldContain("| 4 |");
    }

    [Fact]
    public async Task A_function_in_Python_is_parsed_and_its_creation_is_refused_in_a_sentence()
    {
        _project.Write("functions/triple.py", "def entry(value):\n    return value * 3\n");
        _project.Write(
            "functions/triple.yml",
            "functions:\n  - {name: triple, arguments: [{name: value, data_type: double}], returns: {data_type: double}}\n"
        );

        var call = await DbtAsync("build --select triple");

        call.ExitCode.ShouldBe(1, call.Output);
        call.Output.ShouldContain("scalar_function_python");
    }

    [Theory]
    [InlineData(
        "functions: [{name: double_it, arguments: [{name: a, data_type: int, default_value: 1}, {name: b, data_type: int}], returns: {data_type: int}}]",
        "Non-defaulted argument 'b' of function 'double_it' comes after a defaulted argument."
    )]
    [InlineData("functions: [{name: double_it, arguments: []}]", "'returns' is a required property")]
    [InlineData(
        "functions: [{name: double_it, returns: {data_type: int}, config: {volatility: always}}]",
        "Invalid value for volatility: 'always'"
    )]
    [InlineData(
        "functions: [{name: double_it, returns: {data_type: int}, overloads: [{defined_in: x}]}]",
        "overloads of a function cannot be made"
    )]
    public void A_signature_that_is_none_is_refused(string yaml, string words)
    {
        _project.Write("functions/double_it.yml", yaml);

        _project.Failure().ShouldContain(words);
    }

    [Fact]
    public void A_call_of_no_function_is_refused_when_the_project_is_parsed()
    {
        _project.Write("models/lost.sql", "select {{ function('lost') }}(1)");

        _project
            .Failure()
            .ShouldContain("Model 'model.shop.lost' (models/lost.sql) depends on a function named 'lost' which was not found");
    }

    [Fact]
    public async Task A_function_without_a_signature_is_not_made()
    {
        File.Delete(Path.Combine(_project.Path, "functions/double_it.yml"));

        var call = await DbtAsync("build");

        call.ExitCode.ShouldBe(1);
        call.Output.ShouldContain("Function double_it does not say what it returns");
    }

    [Fact]
    public async Task A_changed_signature_is_a_changed_function()
    {
        await DbtAsync("parse");
        Directory.CreateDirectory(Path.Combine(_project.Path, "before"));
        File.Copy(Path.Combine(_project.Path, "target/manifest.json"), Path.Combine(_project.Path, "before/manifest.json"));
        (await DbtAsync("--quiet ls --select state:modified --state before")).Output.Trim().ShouldBe("");

        _project.Write(
            "functions/double_it.yml",
            "functions: [{name: double_it, description: Doubles a number, arguments: [{name: value, data_type: float}], returns: {data_type: double precision}}]"
        );

        (await DbtAsync("--quiet ls --select state:modified --state before")).Output.Trim().ShouldBe("shop.double_it");
    }

    [Fact]
    public async Task On_PostgreSQL_a_function_has_its_volatility_defaults_rights_and_comment()
    {
        using var project = new PostgresProject();
        Double(project.Write);
        project.Write(
            "functions/plus.sql",
            "{{ config(volatility='deterministic', grants={'execute': ['public']}, persist_docs={'relation': true}) }} select a + b"
        );
        project.Write(
            "functions/plus.yml",
            "functions:\n  - name: plus\n    description: Adds\n    arguments: [{name: a, data_type: integer}, {name: b, data_type: integer, default_value: 5}]\n    returns: {data_type: integer}\n"
        );

        var output = await project.DoneAsync("build");
        await project.DoneAsync("build");

        output.ShouldContain("OK created function shop.plus");
        project.Ask("select shop.plus(1)").ShouldBe(6);
        project.Ask("select twice from shop.doubled").ShouldBe(4.0);
        project.Ask("select provolatile::text from pg_proc where proname = 'plus'").ShouldBe("i");
        project.Ask("select obj_description(oid) from pg_proc where proname = 'plus'").ShouldBe("Adds");
    }

    private static void Double(Action<string, string> write)
    {
        write("functions/double_it.sql", "select value * 2");
        write(
            "functions/double_it.yml",
            """
            functions:
              - name: double_it
                description: Doubles a number
                arguments: [{name: value, data_type: double precision}]
                returns: {data_type: double precision}
            """
        );
        write("models/doubled.sql", "select {{ function('double_it') }}(2) as twice");
    }

    private Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(_project.Path, line);

    private async Task<string> ShownAsync(string sql)
    {
        var call = await EngineCall.RunAsync(
            _project.Path,
            ["--no-use-colors", "show", "--inline", sql],
            TestContext.Current.CancellationToken
        );
        return call.Output;
    }

    private JsonNode Manifest() => JsonNode.Parse(File.ReadAllText(Path.Combine(_project.Path, "target/manifest.json")))!;
}
