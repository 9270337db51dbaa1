using Headgate.Dbt.Tests.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context;

/// <summary>What names mean while nodes run: a node's own SQL, macros that a unit test replaces, the target where no profile is read.</summary>
public sealed class NamesInRunsTests
{
    [Fact]
    public async Task A_test_macro_that_sets_sql_for_itself_leaves_the_test_its_own()
    {
        using var folder = new ProjectFolder();
        folder.Write("models/a.sql", "select 1 as id");
        folder.Write("models/a.yml", "models: [{name: a, data_tests: [none_above: {arguments: {most: 5}}]}]");
        folder.Write(
            "macros/none_above.sql",
            """
            {% test none_above(model, most) %}
            {% if execute %}
              {% set sql %}select max(id) from {{ model }}{% endset %}
              {% set highest = run_query(sql).columns[0].values()[0] %}
            {% endif %}
            select id from {{ model }} where id > {{ most }} and {{ highest }} > 0
            {% endtest %}
            """
        );

        var call = await EngineCall.RunAsync(folder.Path, "build");

        call.Output.ShouldContain("PASS=2 ");
    }

    [Fact]
    public async Task A_unit_test_replaces_a_macro_by_its_package_too()
    {
        using var folder = new ProjectFolder();
        folder.Write("macros/shop.sql", "{% macro rate(x) %}1{% endmacro %}");
        folder.Write("models/a.sql", "select {{ shop.rate(3) }} as own, {{ dbt.current_timestamp() }} as moment");
        folder.Write(
            "models/a.yml",
            """
            unit_tests:
              - name: replaced
                model: a
                overrides: {macros: {shop.rate: 7, dbt.current_timestamp: "'now'"}}
                given: []
                expect: {rows: [{own: 7, moment: now}]}
            """
        );

        var call = await EngineCall.RunAsync(folder.Path, "build");

        call.ExitCode.ShouldBe(0, call.Output);
    }

    [Theory]
    [InlineData("deps")]
    [InlineData("clean")]
    public async Task A_project_may_ask_for_the_target_where_no_profile_is_read(string command)
    {
        using var folder = new ProjectFolder();
        folder.Write(
            "dbt_project.yml",
            "name: shop\nversion: '1.0'\nprofile: p\nmodels:\n  +materialized: \"{{ 'view' if target.name != 'prod' else 'table' }}\"\n"
        );

        var call = await EngineCall.RunAsync(folder.Path, command);

        call.ExitCode.ShouldBe(0, call.Output);
    }
}
