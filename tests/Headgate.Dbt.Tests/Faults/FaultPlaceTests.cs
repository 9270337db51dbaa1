using Headgate.Dbt.Faults;
using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Faults;

/// <summary>Below dbt's own words a failure shows where it is: file, line, column and the line itself.</summary>
public sealed class FaultPlaceTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public FaultPlaceTests()
    {
        _project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
        _project.Write("models/customers.sql", "select 1 as id");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_template_that_does_not_compile_is_shown_where_it_breaks()
    {
        _project.Write("models/m.sql", "\n\nselect 1 as id,\n  {{ ref('customers' }}\n");

        await ShowsAsync(
            "parse",
            "Compilation Error in model m (models/m.sql)",
            "  --> models/m.sql:4:22\n  4 |   {{ ref('customers' }}\n    |                      ^"
        );
    }

    [Fact]
    public async Task A_ref_to_nothing_is_shown_with_the_name_that_was_perhaps_meant()
    {
        _project.Write("models/m.sql", "-- first\nselect *\nfrom {{ ref('custmers') }}");

        await ShowsAsync(
            "parse",
            "depends on a node named 'custmers' which was not found",
            "  --> models/m.sql:3:9\n  3 | from {{ ref('custmers') }}\n    |         ^\n  Did you mean 'customers'?"
        );
    }

    [Fact]
    public async Task A_source_and_a_function_are_shown_too()
    {
        _project.Write("models/s.yml", "sources: [{name: raw, tables: [{name: orders}]}]");
        _project.Write("models/m.sql", "select * from {{ source('raw', 'order') }}");
        await ShowsAsync("parse", "depends on a source named 'raw.order'", "models/m.sql:1:18", "Did you mean 'orders'?");

        _project.Write("models/m.sql", "select {{ function('half') }}(1)");
        await ShowsAsync("parse", "depends on a function named 'half'", "models/m.sql:1:11");
    }

    [Fact]
    public async Task A_failure_inside_a_macro_is_counted_from_the_head_of_its_file()
    {
        _project.Write(
            "macros/all.sql",
            "{% macro good() %}1{% endmacro %}\n\n{% macro bad(x) %}\n  {% if true %}\n    {{ x + 1 }}\n  {% endif %}\n{% endmacro %}\n"
        );
        _project.Write("models/m.sql", "select {{ bad('a') }}");

        await ShowsAsync("parse", "Compilation Error", "  --> macros/all.sql:5:", "  5 |     {{ x + 1 }}");
    }

    [Fact]
    public async Task What_a_macro_raises_is_shown_where_it_is_raised()
    {
        _project.Write("macros/m.sql", "{% macro no() %}\n  {{ exceptions.raise_compiler_error('Not so') }}\n{% endmacro %}");
        _project.Write("models/m.sql", "select {{ no() }}");

        await ShowsAsync("parse", "Not so", "  --> macros/m.sql:2:");
    }

    [Fact]
    public async Task A_property_of_the_wrong_type_is_shown_with_its_line()
    {
        _project.Write("models/m.yml", "models:\n  - name: customers\n    columns: 3\n");

        await ShowsAsync("parse", "Invalid models config given in models/m.yml", "  --> models/m.yml:2\n  2 |   - name: customers");
    }

    [Fact]
    public async Task A_node_that_fails_while_it_runs_shows_its_place_and_its_message_stays_dbts()
    {
        _project.Write("models/m.sql", "select\n  {% if execute %}{{ 1 / 0 }}{% endif %} as n");

        var call = await ShowsAsync("run", "Failure in model m (models/m.sql)", "  --> models/m.sql:2:");

        call.ExitCode.ShouldBe(1);
        var results = await File.ReadAllTextAsync(
            Path.Combine(_project.Path, "target/run_results.json"),
            TestContext.Current.CancellationToken
        );
        results.ShouldNotContain("-->");
    }

    [Fact]
    public void A_place_in_a_file_that_is_gone_is_told_by_what_was_parsed()
    {
        FaultText
            .Of(new("models/gone.sql", 3, 5, "select x"), "/nowhere")
            .ShouldBe("  --> models/gone.sql:3:5\n  3 | select x\n    |     ^");
        FaultText.Of(new("models/gone.yml", 0, 0, null), "/nowhere").ShouldBe("  --> models/gone.yml");
        FaultText
            .Of(new("macros/of_a_package.sql", 3, 3, "{{ x }}") { Macro = "m" }, "/nowhere")
            .ShouldBe("  --> macros/of_a_package.sql\n    | {{ x }}\n    |   ^");
    }

    [Fact]
    public void Nothing_outside_the_project_is_shown()
    {
        _project.Write("inner/models/m.sql", "select 1");
        _project.Write("secret.yml", "password: x");

        FaultText.Of(new("../secret.yml", 1, 0, null), Path.Combine(_project.Path, "inner")).ShouldBe("  --> ../secret.yml:1");
        FaultText
            .Of(new(Path.Combine(_project.Path, "secret.yml"), 1, 0, null), Path.Combine(_project.Path, "inner"))
            .ShouldNotContain("password");
    }

    [Fact]
    public void A_long_line_is_shown_around_its_fault()
    {
        var text = FaultText.Of(new("m.sql", 1, 500, new string('a', 499) + "!" + new string('b', 500)), "/nowhere");

        text.Split('\n').ShouldAllBe(line => line.Length < 140);
        var lines = text.Split('\n');
        lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)].ShouldBe('!');
    }

    private async Task<EngineCall> ShowsAsync(string line, params string[] words)
    {
        var call = await EngineCall.RunAsync(_project.Path, line);
        call.ExitCode.ShouldNotBe(0, call.Output);
        foreach (var word in words)
        {
            call.Output.ShouldContain(word, Case.Sensitive);
        }
        return call;
    }
}
