namespace Headgate.Dbt.Tests.Parsing;

/// <summary>What property files and <c>config()</c> come to.</summary>
public sealed class WrittenPropertiesTests : IDisposable
{
    private const string Flag = "flags: {state_modified_compare_more_unrendered_values: true}\n";

    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Blocks_of_documentation_may_stand_beside_tests()
    {
        _project.Write("tests/t.sql", "select 1 as id where false");
        _project.Write("tests/t.md", "{% docs about_t %}\nAbout it\n{% enddocs %}");
        _project.Write("tests/t.yml", "data_tests: [{name: t, description: \"{{ doc('about_t') }}\"}]");

        _project.Parse().Nodes["test.shop.t"].Description.ShouldBe("About it");
    }

    [Fact]
    public void A_list_of_tests_that_others_refer_to_by_an_anchor_is_remarked_on_and_passed_over()
    {
        _project.Write("models/m.sql", "select 1 as id");
        _project.Write(
            "models/p.yml",
            "data_tests: &checks\n  - not_null: {config: {where: id > 0}}\nmodels: [{name: m, columns: [{name: id, data_tests: *checks}]}]"
        );

        var manifest = _project.Parse();

        manifest.Nodes.Keys.ShouldContain(id => id.StartsWith("test.shop.not_null_m_id", StringComparison.Ordinal));
        _project.Warnings.Warnings.ShouldContain(w => w.IsNote && w.Message.Contains("Entry did not contain a name"));
    }

    [Fact]
    public void Meta_of_a_macro_is_joined_and_its_configuration_goes_before()
    {
        _project.Write("macros/m.sql", "{% macro m() %}1{% endmacro %}");
        _project.Write(
            "macros/p.yml",
            "macros: [{name: m, meta: {a: top, b: top}, docs: {show: false}, config: {meta: {b: config}, docs: {node_color: red}}}]"
        );

        var macro = _project.Parse().Macros["macro.shop.m"];

        macro.Meta.ShouldBe(new OrderedDictionary<string, object?> { ["a"] = "top", ["b"] = "config" });
        macro.Docs.NodeColor.ShouldBe("red");
        macro.Docs.Show.ShouldBeTrue();
    }

    [Fact]
    public void Grants_of_several_calls_are_added_where_they_have_a_plus()
    {
        _project.Write("dbt_project.yml", "name: shop\nprofile: p\nmodels: {+grants: {see: [a]}}\n");
        _project.Write("models/m.sql", "{{ config(grants={'+see': ['b']}) }}{{ config(grants={'+see': 'c'}) }} select 1 as id");
        _project.Write("models/n.sql", "{{ config(grants={'+see': ['b']}) }}{{ config(grants={'see': 'c'}) }} select 1 as id");

        var nodes = _project.Parse().Nodes;

        Grants(nodes["model.shop.m"]).ShouldBe(["a", "b", "c"]);
        Grants(nodes["model.shop.n"]).ShouldBe(["c"]);
    }

    [Fact]
    public void A_version_whose_tests_are_empty_has_those_of_the_model()
    {
        _project.Write("models/m_v1.sql", "select 1 as id");
        _project.Write("macros/t.sql", "{% test fine(model) %}select 1 where false{% endtest %}");
        _project.Write("models/p.yml", "models: [{name: m, data_tests: [fine], versions: [{v: 1, data_tests: }]}]");

        _project.Parse().Nodes.Keys.ShouldContain(id => id.StartsWith("test.shop.fine_m_v1", StringComparison.Ordinal));
    }

    [Fact]
    public void The_query_for_a_source_s_age_is_left_as_it_is_written()
    {
        _project.Write(
            "models/p.yml",
            "sources: [{name: s, tables: [{name: t, config: {loaded_at_query: 'select {{ current_timestamp() }}'}}]}]"
        );

        _project.Parse().Sources["source.shop.s.t"].LoadedAtQuery.ShouldBe("select {{ current_timestamp() }}");
    }

    [Fact]
    public void A_source_that_overrides_another_s_is_told_of_as_deprecated()
    {
        _project.Write("models/p.yml", "sources: [{name: s, overrides: other, tables: [{name: t}]}]");

        _project.Parse();

        _project.Warnings.Warnings.ShouldContain(w =>
            w.Event == "SourceOverrideDeprecation" && w.Message.Contains("on source `s` in file `models/p.yml`")
        );
    }

    [Fact]
    public void Only_blocks_that_are_taken_as_they_are_count_as_used()
    {
        _project.Write("models/d.md", "{% docs one %}One {x}{% enddocs %}");
        _project.Write("models/m.sql", "select 1 as id, 2 as b");
        _project.Write(
            "models/p.yml",
            "models: [{name: m, columns: [{name: id, description: \"{{ doc('one').format(x=1) }}\"}, {name: b, description: \"{{ doc(\\\"one\\\") }}\"}]}]"
        );

        var columns = _project.Parse().Nodes["model.shop.m"].Columns;

        columns["id"].Description.ShouldBe("One 1");
        columns["id"].DocBlocks.ShouldBeEmpty();
        columns["b"].DocBlocks.ShouldBe(["doc.shop.one"]);
    }

    [Fact]
    public void With_its_flag_the_configuration_is_kept_as_it_is_written()
    {
        _project.SetEnvironment("HOW", "table");
        _project.Write("dbt_project.yml", "name: shop\nprofile: p\n" + Flag);
        _project.Write(
            "models/m.sql",
            "{# config(materialized='no') #}{{ config(materialized=env_var('HOW'), tags=['a', \"b,)\"], alias='plain', meta=dict(x=env_var('HOW'), y='a,b')) }} select 1 as id"
        );
        _project.Write("models/n.sql", "select 1 as id");
        _project.Write("models/p.yml", "models: [{name: n, config: {materialized: \"{{ env_var('HOW') }}\", meta: {x: \"{{ 1 + 1 }}\"}}}]");

        var nodes = _project.Parse().Nodes;

        nodes["model.shop.m"].Config.Materialized.ShouldBe("table");
        nodes["model.shop.m"].UnrenderedConfig["materialized"].ShouldBe("env_var('HOW')");
        nodes["model.shop.m"].UnrenderedConfig["tags"].ShouldBe(new List<object?> { "a", "b,)" });
        nodes["model.shop.m"].UnrenderedConfig["meta"].ShouldBe("dict(x=env_var('HOW'), y='a,b')");
        nodes["model.shop.m"].UnrenderedConfig["alias"].ShouldBe("plain");
        nodes["model.shop.n"].UnrenderedConfig["materialized"].ShouldBe("{{ env_var('HOW') }}");
        ((OrderedDictionary<string, object?>)nodes["model.shop.n"].UnrenderedConfig["meta"]!)["x"].ShouldBe("{{ 1 + 1 }}");
    }

    [Fact]
    public void Without_it_the_configuration_is_kept_as_it_was_rendered()
    {
        _project.SetEnvironment("HOW", "table");
        _project.Write("models/m.sql", "{{ config(materialized=env_var('HOW')) }} select 1 as id");

        _project.Parse().Nodes["model.shop.m"].UnrenderedConfig["materialized"].ShouldBe("table");
    }

    private static List<object?> Grants(Headgate.Dbt.Artifacts.ManifestNode node) => (List<object?>)node.Config.Map("grants")!["see"]!;
}
