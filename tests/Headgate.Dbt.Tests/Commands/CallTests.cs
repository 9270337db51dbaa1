using System.Text.Json.Nodes;
using Headgate.Dbt.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Calls of the newer kinds, and what a call tells of its environment.</summary>
public sealed class CallTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Run_operation_runs_one_statement_with_its_template()
    {
        _project.Write("models/m.sql", "{{ config(materialized='table') }} select 1 as id");
        await DbtAsync("run");

        var call = await DbtAsync("run-operation", "--sql", "insert into {{ ref('m') }} values (2)");

        call.ExitCode.ShouldBe(0, call.Output);
        call.Output.ShouldContain("OK executed inline_query");
        (await DbtAsync("show", "--inline", "select sum(id) as n from {{ ref('m') }}")).Output.ShouldContain("| 3 |");
        var result = Results().ShouldHaveSingleItem();
        result["unique_id"]!.GetValue<string>().ShouldBe("sql_operation.shop.inline_query");
        result["status"]!.GetValue<string>().ShouldBe("success");
    }

    [Fact]
    public async Task A_statement_that_fails_fails_the_call_with_the_database_s_words()
    {
        var call = await DbtAsync("run-operation", "--sql", "select * from no_such");

        call.ExitCode.ShouldBe(1, call.Output);
        call.Output.ShouldContain("ERROR executing inline_query");
        Results().ShouldHaveSingleItem()["message"]!.GetValue<string>().ShouldContain("no_such");
    }

    [Theory]
    [InlineData("run-operation", "Either a macro name or --sql must be passed to run-operation")]
    [InlineData("run-operation m --sql x", "Cannot specify both a macro name and --sql for run-operation")]
    [InlineData("run-operation --args {a:1} --sql x", "--args cannot be used with --sql")]
    public async Task Run_operation_wants_one_thing_to_do(string line, string words)
    {
        var call = await DbtAsync(line.Split(' '));

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain(words);
    }

    [Fact]
    public async Task Retry_of_a_model_that_is_gone_says_so()
    {
        _project.Write("models/bad.sql", "select * from no_such");
        (await DbtAsync("run")).ExitCode.ShouldBe(1);
        File.Delete(Path.Combine(_project.Path, "models/bad.sql"));

        var call = await DbtAsync("retry");

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain("Couldn't find model 'model.shop.bad' -- does it exist or is it disabled?");
    }

    [Fact]
    public async Task Retry_calls_a_macro_again_only_if_it_failed()
    {
        _project.Write(
            "macros/m.sql",
            "{% macro good() %}{{ print('called') }}{% endmacro %}{% macro bad() %}{{ print('called') }}{% do run_query('select * from no_such') %}{% endmacro %}"
        );

        (await DbtAsync("run-operation", "good")).ExitCode.ShouldBe(0);
        var kept = await DbtAsync("retry");
        kept.ExitCode.ShouldBe(0, kept.Output);
        kept.Output.ShouldNotContain("called");

        (await DbtAsync("run-operation", "bad")).ExitCode.ShouldBe(1);
        var again = await DbtAsync("retry");
        again.ExitCode.ShouldBe(1, again.Output);
        again.Output.ShouldContain("called");
    }

    [Fact]
    public async Task What_stands_below_a_model_that_says_continue_runs_although_it_failed()
    {
        _project.Write("models/a.sql", "{{ config(on_error='continue') }} select * from no_such");
        _project.Write("models/b.sql", "select 1 as id -- {{ ref('a') }}");
        _project.Write("models/c.sql", "select * from no_such");
        _project.Write("models/d.sql", "select 1 as id -- {{ ref('c') }}");

        var call = await DbtAsync("run");

        call.ExitCode.ShouldBe(1, call.Output);
        Statuses()
            .ShouldBe(
                new Dictionary<string, string>
                {
                    ["a"] = "error",
                    ["b"] = "success",
                    ["c"] = "error",
                    ["d"] = "skipped",
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task What_a_failure_keeps_from_running_is_skipped_for_that_ephemeral_models_too_and_no_unit_tests()
    {
        _project.Write("models/a.sql", "select * from no_such");
        _project.Write("models/b.sql", "{{ config(materialized='ephemeral') }} select * from {{ ref('a') }}");
        _project.Write("models/c.sql", "select * from {{ ref('b') }}");
        _project.Write(
            "models/p.yml",
            "unit_tests: [{name: u, model: c, given: [{input: ref('b'), rows: [{id: 1}]}], expect: {rows: [{id: 1}]}}]"
        );

        var call = await DbtAsync("build", "--fail-fast");

        call.ExitCode.ShouldBe(1, call.Output);
        Results()
            .Select(r => (r["unique_id"]!.GetValue<string>(), r["status"]!.GetValue<string>(), r["message"]?.GetValue<string>()))
            .Skip(1)
            .ShouldBe(
                [("model.shop.b", "skipped", "Skipping due to fail_fast"), ("model.shop.c", "skipped", "Skipping due to fail_fast")],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_hook_that_fails_keeps_all_nodes_from_running_where_the_project_says_so()
    {
        _project.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\non-run-start: select * from no_such\non-run-end: \"{{ print('results ' ~ (results | length) ~ results[0].to_dict()['status']) }}\"\nflags: {skip_nodes_if_on_run_start_fails: true}\n"
        );
        _project.Write("models/a.sql", "select 1 as id");

        var call = await DbtAsync("run");

        call.ExitCode.ShouldBe(1, call.Output);
        call.Output.ShouldContain("SKIP relation main.a");
        call.Output.ShouldContain("results 2error");
        Results().Select(r => r["status"]!.GetValue<string>()).ShouldBe(["error", "skipped", "success"]);
    }

    [Fact]
    public async Task A_hook_whose_template_fails_ends_the_call_once_the_results_are_written()
    {
        _project.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\non-run-end: \"{% if execute %}{{ exceptions.raise_compiler_error('never') }}{% endif %}\"\n"
        );
        _project.Write("models/a.sql", "select 1 as id");

        var call = await DbtAsync("run");

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain("never");
        Statuses().ShouldBe(new Dictionary<string, string> { ["a"] = "success" });
    }

    [Fact]
    public async Task An_ephemeral_model_is_compiled_under_its_alias_and_printed_where_it_is_named()
    {
        _project.Write("models/e.sql", "{{ config(materialized='ephemeral', alias='other') }} select 1 as id");
        _project.Write("models/m.sql", "select * from {{ ref('e') }}");

        (await DbtAsync("compile", "--select", "e")).Output.ShouldContain("Compiled node 'e' is:");
        (await DbtAsync("compile", "--select", "m")).Output.ShouldContain("with __dbt__cte__other as (");
    }

    [Fact]
    public async Task Without_introspection_nothing_is_asked_while_nodes_are_compiled()
    {
        _project.Write("models/m.sql", "select {% if execute %}{{ run_query('select 7 as x').columns[0][0] }}{% endif %} as id");

        (await DbtAsync("compile")).ExitCode.ShouldBe(0);
        var call = await DbtAsync("compile", "--no-introspect");

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain("connection never acquired for thread");
    }

    [Fact]
    public async Task An_inline_query_that_has_no_meaning_is_told_of_in_dbt_s_words()
    {
        var call = await DbtAsync("compile", "--inline", "select * from {{ ref('no_such') }}");

        call.ExitCode.ShouldBe(2, call.Output);
        call.Output.ShouldContain("Error parsing inline query");
        call.Output.ShouldContain("depends on a node named 'no_such' which was not found");
    }

    [Fact]
    public async Task Older_names_of_variables_hold_and_are_told_of_as_are_own_names_where_dbt_s_begin()
    {
        _project.Write("macros/m.sql", "{% macro m() %}{{ print('spoken') }}{% endmacro %}");
        using var output = new StringWriter();
        var environment = new Dictionary<string, string>
        {
            ["DBT_PROFILES_DIR"] = _project.Path,
            ["HOME"] = _project.Path,
            ["DBT_NO_PRINT"] = "1",
            ["DBT_ENGINE_OF_OURS"] = "x",
            ["DBT_ENGINE_THREADS"] = "1",
        };
        var process = new DbtProcess(output, TextWriter.Null, environment, _project.Path, TimeProvider.System);

        var code = await DbtCommandLine.RunAsync(["run-operation", "m"], process, TestContext.Current.CancellationToken);

        code.ShouldBe(0, output.ToString());
        var said = output.ToString().ReplaceLineEndings(" ");
        said.ShouldNotContain("spoken");
        said.ShouldContain("The environment variable `DBT_NO_PRINT` has been renamed as `DBT_ENGINE_PRINT`");
        said.ShouldContain("Found custom environment variable `DBT_ENGINE_OF_OURS`");
        said.ShouldNotContain("`DBT_ENGINE_THREADS`");
    }

    [Fact]
    public async Task Named_selectors_are_part_of_a_selection()
    {
        _project.Write("models/a.sql", "select 1 as id");
        _project.Write("models/b.sql", "select * from {{ ref('a') }}");
        _project.Write("models/c.sql", "select 1 as id");
        _project.Write(
            "selectors.yml",
            "selectors: [{name: f_a, definition: a}, {name: f_c, definition: c}, {name: loop, definition: {method: selector, value: 'l*'}}]"
        );

        (await ListAsync("selector:f_a+")).ShouldBe(["shop.a", "shop.b"]);
        (await ListAsync("selector:f_*")).ShouldBe(["shop.a", "shop.c"]);
        (await DbtAsync("ls", "--select", "selector:x")).Output.ShouldContain("Selector 'x' did not match any selector in selectors.yml");
        (await DbtAsync("ls", "--select", "selector:loop")).Output.ShouldContain("Circular dependency detected in selector: loop");
        (await DbtAsync("ls", "--selector", "f_a", "--select", "c")).Output.ShouldContain("are being ignored for node selection");
    }

    [Fact]
    public async Task Show_names_versions_shows_ephemeral_models_and_is_quiet_about_all_but_the_rows()
    {
        _project.Write("models/m.sql", "select 41 as first");
        _project.Write("models/m_v2.sql", "select 42 as second");
        _project.Write("models/e.sql", "{{ config(materialized='ephemeral') }} select 43 as third");
        _project.Write("models/p.yml", "models: [{name: m, latest_version: 2, versions: [{v: 1, defined_in: m}, {v: 2}]}]");

        (await DbtAsync("show", "--select", "m.v2")).Output.ShouldContain("Previewing node 'm.v2':");
        (await DbtAsync("show", "--select", "e")).Output.ShouldContain("43");
        var quiet = (await DbtAsync("show", "--quiet", "--inline", "select 44 as fourth")).Output;
        quiet.ShouldContain("44");
        quiet.ShouldNotContain("Previewing");
        var nothing = await DbtAsync("show");
        nothing.ExitCode.ShouldBe(2);
        nothing.Output.ShouldContain("Either --select or --inline must be passed to show");
    }

    [Fact]
    public async Task A_materialisation_says_which_languages_it_takes()
    {
        _project.Write(
            "macros/m.sql",
            "{% materialization mine, default, supported_languages=['python'] %}{% call statement('main') %}select 1{% endcall %}{{ return({'relations': []}) }}{% endmaterialization %}"
        );
        _project.Write("models/s.sql", "{{ config(materialized='mine') }} select 1 as id");
        _project.Write("models/p.py", "def model(dbt, session):\n    dbt.config(materialized='mine')\n    return\n");

        var call = await DbtAsync("run");

        call.Output.ShouldContain("Materialization \"materialization_mine_default\" only supports languages ['python']; got \"sql\"");
        Statuses().ShouldBe(new Dictionary<string, string> { ["p"] = "success", ["s"] = "error" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Variables_with_the_names_of_secrets_are_not_shown_in_results()
    {
        _project.Write("models/m.sql", "select 1 as id");

        await DbtAsync("run", "--vars", "{DBT_ENV_SECRET_A: hidden, b: seen}");

        var text = File.ReadAllText(Path.Combine(_project.Path, "target", "run_results.json"));
        JsonNode.Parse(text)!["args"]!["vars"]!["DBT_ENV_SECRET_A"]!.GetValue<string>().ShouldBe("*****");
        JsonNode.Parse(text)!["args"]!["vars"]!["b"]!.GetValue<string>().ShouldBe("seen");
    }

    [Fact]
    public async Task Unit_tests_are_selected_by_their_names()
    {
        _project.Write("models/m.sql", "select 1 as id");
        _project.Write("models/p.yml", "unit_tests: [{name: check_m, model: m, given: [], expect: {rows: [{id: 1}]}}]");

        (await DbtAsync("--quiet", "ls", "--select", "test_name:check_*")).Output.ShouldContain("check_m");
    }

    [Fact]
    public async Task Unit_tests_replace_values_of_the_context_and_may_have_no_rows_in_CSV()
    {
        _project.Write("models/a.sql", "select 1 as id");
        _project.Write("models/m.sql", "select '{{ invocation_id }}' as call, count(*) as n from {{ ref('a') }}");
        _project.Write(
            "models/p.yml",
            "unit_tests: [{name: u, model: m, overrides: {macros: {invocation_id: 123}}, given: [{input: ref('a'), format: csv, rows: ''}], expect: {rows: [{call: '123', n: 0}]}}]"
        );
        await DbtAsync("run");

        var call = await DbtAsync("test");

        call.ExitCode.ShouldBe(0, call.Output);
    }

    [Fact]
    public async Task Tables_are_printed_as_CSV()
    {
        _project.Write(
            "macros/m.sql",
            "{% macro m() %}{% do run_query('select 1 as id, \\'a, b\\' as t union all select 2, null order by 1').print_csv() %}{% endmacro %}"
        );

        (await DbtAsync("--quiet", "run-operation", "m")).Output.ShouldContain("id,t\n1,\"a, b\"\n2,\n");
    }

    [Fact]
    public async Task Threads_have_dbt_s_names()
    {
        _project.Write("models/m.sql", "select '{{ thread_id }}' as id");

        var call = await DbtAsync("--log-format", "json", "run");

        File.ReadAllText(Path.Combine(_project.Path, "target", "compiled", "shop", "models", "m.sql")).ShouldContain("'Thread-1 (worker)'");
        call.Output.ShouldContain("\"thread\": \"MainThread\"");
        call.Output.ShouldNotContain("TP Worker");
    }

    [Fact]
    public async Task Lists_of_the_database_are_JSON_in_tables()
    {
        _project.Write(
            "macros/m.sql",
            "{% macro m() %}{{ print(run_query('select [1, 2] as a').columns['a'][0] == '[1, 2]') }}{% endmacro %}"
        );

        (await DbtAsync("run-operation", "m")).Output.ShouldContain("True");
    }

    [Fact]
    public async Task Large_seeds_are_compared_by_their_path_and_that_is_told()
    {
        _project.Write("seeds/s.csv", "id\n" + string.Concat(Enumerable.Repeat("12345678901234\n", 80_000)));
        (await DbtAsync("parse")).ExitCode.ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(_project.Path, "state"));
        File.Copy(Path.Combine(_project.Path, "target", "manifest.json"), Path.Combine(_project.Path, "state", "manifest.json"));

        var call = await DbtAsync("ls", "--select", "state:modified", "--state", "state");

        call.Output.ShouldContain("Found a seed (shop.s) >1MB in size at the same path");
    }

    private async Task<string[]> ListAsync(string select) =>
        (await DbtAsync("--quiet", "ls", "--resource-type", "model", "--select", select)).Output.Trim().Split('\n');

    private Task<EngineCall> DbtAsync(params string[] words) =>
        EngineCall.RunAsync(_project.Path, ["--no-use-colors", .. words], TestContext.Current.CancellationToken);

    private List<JsonNode> Results() =>
        [
            .. JsonNode.Parse(File.ReadAllText(Path.Combine(_project.Path, "target", "run_results.json")))!["results"]!
                .AsArray()
                .Select(r => r!),
        ];

    private Dictionary<string, string> Statuses() =>
        Results()
            .Where(r => r["unique_id"]!.GetValue<string>().StartsWith("model.", StringComparison.Ordinal))
            .ToDictionary(r => r["unique_id"]!.GetValue<string>()["model.shop.".Length..], r => r["status"]!.GetValue<string>());
}
