using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Tests.Parsing.Nodes;

public sealed class NodeTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    [Fact]
    public void The_file_goes_before_its_properties_and_those_before_the_project()
    {
        _folder.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\nmodels: {shop: {a: {+materialized: table, +tags: far, +meta: {x: 1, y: 1}}}}\n"
        );
        _folder.Write("models/a/m.yml", "models: [{name: m, config: {materialized: incremental, tags: middle, meta: {y: 2, z: 2}}}]");
        _folder.Write("models/a/m.sql", "{{ config(materialized='view', tags=['near'], meta={'z': 3}) }} select 1 as id");

        var model = _folder.Parse().Nodes["model.shop.m"];

        model.Materialized.ShouldBe("view");
        model.Tags.ShouldBe(["far", "middle", "near"]);
        PlainData
            .AreEqual(
                model.Meta,
                new OrderedDictionary<string, object?>
                {
                    ["x"] = 1L,
                    ["y"] = 2L,
                    ["z"] = 3L,
                }
            )
            .ShouldBeTrue();
        model.UnrenderedConfig["tags"].ShouldBe(new List<object?> { "near" });
    }

    [Fact]
    public void The_root_project_configures_models_of_packages()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write(
            "packages/base/dbt_project.yml",
            "name: base\nversion: '1'\nmodels: {base: {+materialized: view, +schema: theirs}}\n"
        );
        _folder.Write("packages/base/models/b.sql", "{{ config(materialized='table') }} select {{ var('n') }} as id");
        _folder.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\nmodels: {base: {+materialized: incremental, +schema: ours}}\nvars: {base: {n: 7}}\n"
        );

        var model = _folder.Parse().Nodes["model.base.b"];

        model.Materialized.ShouldBe("incremental");
        model.Schema.ShouldBe("main_ours");
    }

    [Fact]
    public void Names_in_the_database_come_from_the_projects_own_macros()
    {
        _folder.Write(
            "macros/n.sql",
            "{% macro generate_schema_name(custom, node) %}{{ node.resource_type }}_{{ custom or 'none' }}{% endmacro %}"
                + "{% macro generate_alias_name(custom=none, node=none) %}{{ node.name | upper }}{% endmacro %}"
        );
        _folder.Write("models/m.sql", "select 1 as id");
        _folder.Write("seeds/s.csv", "id\n1\n");

        var manifest = _folder.Parse();

        manifest.Nodes["model.shop.m"].RelationName.ShouldBe("\"oracle\".\"model_none\".\"M\"");
        manifest.Nodes["seed.shop.s"].RelationName.ShouldBe("\"oracle\".\"seed_none\".\"S\"");
    }

    [Fact]
    public void Hooks_are_read_for_what_they_refer_to()
    {
        _folder.Write(
            "models/m.sql",
            "{{ config(post_hook=[\"insert into t select * from {{ ref('other') }}\", {'sql': 'vacuum', 'transaction': false}]) }} select 1 as id"
        );
        _folder.Write("models/other.sql", "select 1 as id");

        var model = _folder.Parse().Nodes["model.shop.m"];

        model.DependsOn.Nodes.ShouldBe(["model.shop.other"]);
        model.Config.PostHooks.ShouldBe([
            new Hook("insert into t select * from {{ ref('other') }}", true, null),
            new Hook("vacuum", false, null),
        ]);
    }

    [Fact]
    public void A_snapshot_may_be_a_block_or_an_entry()
    {
        _folder.Write(
            "snapshots/old.sql",
            "{% snapshot old_one %}{{ config(strategy='check', check_cols='all', unique_key='id', target_schema='history') }} select 1 as id{% endsnapshot %}"
        );
        _folder.Write(
            "snapshots/new.yml",
            "snapshots: [{name: new_one, relation: \"ref('m')\", config: {strategy: timestamp, updated_at: at, unique_key: id}, columns: [{name: id, data_tests: [unique]}]}]"
        );
        _folder.Write("models/m.sql", "select 1 as id");

        var manifest = _folder.Parse();

        manifest.Nodes["snapshot.shop.old_one"].RelationName.ShouldBe("\"oracle\".\"history\".\"old_one\"");
        manifest.Nodes["snapshot.shop.old_one"].Fqn.ShouldBe(["shop", "old", "old_one"]);
        manifest.Nodes["snapshot.shop.new_one"].DependsOn.Nodes.ShouldBe(["model.shop.m"]);
        manifest.Nodes.Values.Single(node => node.TestMetadata is not null).AttachedNode.ShouldBe("snapshot.shop.new_one");
    }

    [Fact]
    public void A_foreign_key_makes_the_model_depend_on_its_table()
    {
        _folder.Write("models/m.sql", "select 1 as id");
        _folder.Write("models/parent.sql", "select 1 as id");
        _folder.Write(
            "models/m.yml",
            "models: [{name: m, columns: [{name: id, data_type: int, constraints: [{type: foreign_key, to: \"ref('parent')\", to_columns: [id]}]}]}]"
        );

        _folder.Parse().Nodes["model.shop.m"].DependsOn.Nodes.ShouldBe(["model.shop.parent"]);
    }

    [Fact]
    public void A_contract_needs_a_materialisation_that_can_keep_it()
    {
        _folder.Write("models/m.sql", "{{ config(materialized='ephemeral', contract={'enforced': true}) }} select 1 as id");

        _folder
            .Failure()
            .ShouldContain("Only table, view, and incremental materializations are supported for constraints, but found 'ephemeral'");
    }

    [Fact]
    public void Files_that_are_ignored_are_not_parsed()
    {
        _folder.Write("models/m.sql", "select 1 as id");
        _folder.Write("models/draft.sql", "select {{ broken");
        _folder.Write(".dbtignore", "draft.sql\n");

        _folder.Parse().Nodes.Keys.ShouldBe(["model.shop.m"]);
    }

    [Fact]
    public void Statements_around_a_run_are_operations()
    {
        _folder.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\non-run-start: [\"select '{{ target.name }}'\"]\non-run-end: ['{{ note(results) }}']\n"
        );
        _folder.Write("macros/m.sql", "{% macro note(results) %}{{ log(results | length) }}{% endmacro %}");

        var manifest = _folder.Parse();

        manifest.Nodes["operation.shop.shop-on-run-start-0"].Tags.ShouldBe(["on-run-start"]);
        manifest.Nodes["operation.shop.shop-on-run-end-0"].DependsOn.Macros.ShouldBe(["macro.shop.note"]);
    }

    [Fact]
    public void A_reference_below_a_condition_on_execute_is_not_seen_while_parsing()
    {
        _folder.Write("models/other.sql", "select 1 as id");
        _folder.Write("models/m.sql", "select 1 as id {% if execute %}from {{ ref('other') }}{% endif %}");

        _folder.Parse().Nodes["model.shop.m"].DependsOn.Nodes.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
