namespace Headgate.Dbt.Tests.Parsing.Macros;

public sealed class MacroTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    [Fact]
    public void Macros_tests_and_materialisations_have_the_names_of_dbt()
    {
        _folder.Write(
            "macros/m.sql",
            "{% macro plain(a, b=1) -%}x{%- endmacro %}\n{% test odd(model, column_name) %}select 1{% endtest %}\n"
                + "{% materialization paper, adapter='duckdb', supported_languages=['sql', 'python'] %}{% endmaterialization %}\n{% materialization paper, default %}{% endmaterialization %}"
        );
        _folder.Write("tests/generic/even.sql", "{% data_test even(model) %}select 1{% enddata_test %}");

        var macros = _folder.Parse().Macros.Values.Where(macro => macro.PackageName == "shop").ToDictionary(macro => macro.Name);

        macros.Keys.ShouldBe(["plain", "test_odd", "materialization_paper_duckdb", "materialization_paper_default", "test_even"]);
        macros["plain"].MacroSql.ShouldBe("{% macro plain(a, b=1) -%}x{%- endmacro %}");
        macros["materialization_paper_duckdb"].SupportedLanguages.ShouldBe(["sql", "python"]);
        macros["materialization_paper_default"].SupportedLanguages.ShouldBe(["sql"]);
        macros["test_even"].OriginalFilePath.ShouldBe("tests/generic/even.sql");
    }

    [Fact]
    public void A_macro_depends_on_those_that_it_calls_and_dispatches_to()
    {
        _folder.Write(
            "macros/m.sql",
            "{% macro outer() %}{{ inner() }}{{ return(adapter.dispatch('spin', 'shop')()) }}{% endmacro %}{% macro inner() %}{% endmacro %}"
                + "{% macro default__spin() %}{% endmacro %}{% macro duckdb__spin() %}{% endmacro %}"
        );

        _folder.Parse().Macros["macro.shop.outer"].DependsOn.Macros.ShouldBe(["macro.shop.inner", "macro.shop.duckdb__spin"]);
    }

    [Fact]
    public void A_model_depends_on_the_macros_that_it_calls_itself()
    {
        _folder.Write("macros/m.sql", "{% macro outer() %}{{ inner() }}{% endmacro %}{% macro inner() %}1{% endmacro %}");
        _folder.Write("models/m.sql", "select {{ outer() }} as id");

        _folder.Parse().Nodes["model.shop.m"].DependsOn.Macros.ShouldBe(["macro.shop.outer"]);
    }

    [Fact]
    public void Properties_describe_macros_and_unknown_ones_are_told()
    {
        _folder.Write("macros/m.sql", "{% macro a(x) %}{% endmacro %}");
        _folder.Write("macros/m.yml", "macros: [{name: a, description: does, arguments: [{name: x, type: int}]}, {name: ghost}]");

        var macro = _folder.Parse().Macros["macro.shop.a"];

        macro.Description.ShouldBe("does");
        macro.Arguments.ShouldHaveSingleItem().Type.ShouldBe("int");
        _folder.Warnings.Warnings.ShouldHaveSingleItem().Message.ShouldBe("Found patch for macro \"ghost\" which was not found");
    }

    public void Dispose() => _folder.Dispose();
}
