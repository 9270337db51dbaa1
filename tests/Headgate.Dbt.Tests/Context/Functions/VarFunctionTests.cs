using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context.Functions;

public sealed class VarFunctionTests
{
    [Fact]
    public void A_variable_that_is_a_template_is_rendered_where_it_is_asked_for()
    {
        using var folder = Folder("size: \"{{ 500 if target.type == 'duckdb' else 10000 }}\"");
        folder.Write("models/a.sql", "{{ exceptions.raise_compiler_error('<' ~ (var('size') | int + 1) ~ '>') }}");

        folder.Failure().ShouldContain("<501>");
    }

    [Fact]
    public void A_reference_in_a_variable_is_a_dependency_of_the_model_that_asks()
    {
        using var folder = Folder("origin: \"{{ ref('a') }}\"");
        folder.Write("models/a.sql", "select 1 as id");
        folder.Write("models/b.sql", "select * from {{ var('origin') }}");

        folder.Parse().Nodes["model.shop.b"].DependsOn.Nodes.ShouldBe(["model.shop.a"]);
    }

    [Fact]
    public void A_variable_that_asks_for_itself_is_refused_by_name()
    {
        using var folder = Folder("a: \"{{ var('b') }}\"\n  b: \"{{ var('a') }}\"");
        folder.Write("models/m.sql", "select {{ var('a') }} as id");

        folder.Failure().ShouldContain("The variable 'a' cannot be rendered: it asks for itself");
    }

    private static ProjectFolder Folder(string variables)
    {
        var folder = new ProjectFolder();
        folder.Write("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\nvars:\n  {variables}\n");
        return folder;
    }
}
