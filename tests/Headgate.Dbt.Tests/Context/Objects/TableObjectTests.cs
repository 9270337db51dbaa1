using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context.Objects;

/// <summary>What templates do with the rows of a query, with agate's members.</summary>
public sealed class TableObjectTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public TableObjectTests()
    {
        _project.Write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, schema: main}}}");
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("a.join(b, 'id')", "1,one,1.5|2,two,9.0|4,four,None id,name,price")]
    [InlineData("a.join(b, 'id', inner=true)", "1,one,1.5|2,two,9.0 id,name,price")]
    [InlineData("a.join(b, 'id', 'id', full_outer=true)", "1,one,1,1.5|2,two,2,9.0|4,four,None,None|None,None,3,4.0 id,name,id2,price")]
    [InlineData("a.join(b, 'id', columns=['price'])", "1,one,1.5|2,two,9.0|4,four,None id,name,price")]
    [InlineData("a.join(b)", "1,one,2,9.0|2,two,1,1.5|4,four,3,4.0 id,name,id2,price")]
    public async Task Tables_are_joined_as_agate_joins_them(string join, string expected)
    {
        var printed = await PrintAsync(
            $"{{% set t = {join} %}}{{% set ns = [] %}}{{% for row in t.rows %}}{{% do ns.append(row.values() | join(',')) %}}{{% endfor %}}{{{{ print(ns | join('|') ~ ' ' ~ (t.column_names | join(','))) }}}}",
            "(2, 9.0), (1, 1.5), (3, 4.0)"
        );

        printed.ShouldBe(expected);
    }

    [Fact]
    public async Task Rows_are_grouped_by_a_column_in_the_order_of_their_first()
    {
        var printed = await PrintAsync(
            "{% set g = b.group_by('id') %}{% for key, table in g.items() %}{{ print(key ~ ': ' ~ (table.columns['price'].values() | join(' '))) }}{% endfor %}{{ print(g.key_name ~ ' ' ~ (g.keys() | join(',')) ~ ' ' ~ g['1'].rows | length) }}",
            "(2, 9.0), (1, 1.5), (2, 3.0)"
        );

        printed.ShouldBe("2: 9.0 3.0\n1: 1.5\nid 2,1 1");
    }

    [Theory]
    [InlineData("b.print_json()", "[{\"id\": 2, \"price\": 9.0}, {\"id\": 1, \"price\": null}]")]
    [InlineData("b.print_json(newline=true)", "{\"id\": 2, \"price\": 9.0}\n{\"id\": 1, \"price\": null}")]
    [InlineData("b.print_json(key='id')", "{\"2\": {\"id\": 2, \"price\": 9.0}, \"1\": {\"id\": 1, \"price\": null}}")]
    public async Task A_table_is_printed_as_JSON(string call, string expected)
    {
        (await PrintAsync($"{{% do {call} %}}", "(2, 9.0), (1, null)")).ShouldBe(expected);
    }

    [Fact]
    public async Task A_table_writes_no_files()
    {
        var call = await CallAsync("{% do b.to_json('out.json') %}", "(1, 1.0)");

        call.ExitCode.ShouldBe(1);
        call.Output.ShouldContain("to_json would write a file, which templates cannot; print_json prints the same.");
        File.Exists(Path.Combine(_project.Path, "out.json")).ShouldBeFalse();
    }

    private async Task<string> PrintAsync(string body, string rows)
    {
        var call = await CallAsync(body, rows);
        call.ExitCode.ShouldBe(0, call.Output);
        return call.Output.Trim();
    }

    private Task<EngineCall> CallAsync(string body, string rows)
    {
        _project.Write(
            "macros/look.sql",
            "{% macro look() %}{% set a = run_query(\"select * from (values (1, 'one'), (2, 'two'), (4, 'four')) t(id, name)\") %}"
                + $"{{% set b = run_query('select * from (values {rows}) t(id, price)') %}}{body}{{% endmacro %}}"
        );
        return EngineCall.RunAsync(_project.Path, "--quiet run-operation look");
    }
}
