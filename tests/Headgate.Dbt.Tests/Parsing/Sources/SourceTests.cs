using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Tests.Parsing.Sources;

public sealed class SourceTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    [Fact]
    public void A_table_has_from_its_source_what_it_does_not_say_itself()
    {
        _folder.Write(
            "models/s.yml",
            """
            sources:
              - name: farm
                schema: raw
                tags: [daily]
                meta: {owner: bo}
                config:
                  loaded_at_field: at
                  freshness: {warn_after: {count: 1, period: day}, error_after: {count: 2, period: day}}
                tables:
                  - name: trees
                  - name: prices
                    identifier: price_list
                    tags: [slow]
                    meta: {level: 1}
                    config: {freshness: {error_after: null, filter: x > 1}, loaded_at_field: seen}
                  - name: old
                    config: {freshness: null, enabled: false}
            """
        );

        var manifest = _folder.Parse();

        var trees = manifest.Sources["source.shop.farm.trees"];
        trees.RelationName.ShouldBe("\"oracle\".\"raw\".\"trees\"");
        trees.LoadedAtField.ShouldBe("at");
        trees.Tags.ShouldBe(["daily"]);
        var prices = manifest.Sources["source.shop.farm.prices"];
        prices.Identifier.ShouldBe("price_list");
        prices.Tags.ShouldBe(["daily", "slow"]);
        prices.Meta.Keys.ShouldBe(["owner", "level"]);
        prices.LoadedAtField.ShouldBe("seen");
        prices.Freshness!.WarnAfter!.Count.ShouldBe(1);
        prices.Freshness.ErrorAfter.ShouldBeNull();
        prices.Freshness.Filter.ShouldBe("x > 1");
        manifest.Disabled["source.shop.farm.old"].ShouldHaveSingleItem().ShouldBeOfType<SourceDefinition>().Freshness.ShouldBeNull();
    }

    [Fact]
    public void A_model_may_not_read_a_table_that_is_switched_off()
    {
        _folder.Write("models/s.yml", "sources: [{name: farm, tables: [{name: trees, config: {enabled: false}}]}]");
        _folder.Write("models/m.sql", "select * from {{ source('farm', 'trees') }}");

        _folder
            .Failure()
            .ShouldBe("Compilation Error\n  Model 'model.shop.m' (models/m.sql) depends on a source named 'farm.trees' which is disabled");
    }

    [Fact]
    public void Tests_of_a_table_are_named_after_source_and_table()
    {
        _folder.Write(
            "models/s.yml",
            "sources: [{name: farm, tables: [{name: trees, tags: [t], columns: [{name: id, data_tests: [{accepted_values: {arguments: {values: [1, 2]}}}]}]}]}]"
        );

        var test = _folder.Parse().Nodes.Values.ShouldHaveSingleItem();
        test.Name.ShouldBe("source_accepted_values_farm_trees_id__1__2");
        test.Sources.ShouldHaveSingleItem().ShouldBe(["farm", "trees"]);
        test.Tags.ShouldBe(["t"]);
        test.AttachedNode.ShouldBeNull();
        test.FileKeyName.ShouldBe("sources.farm");
    }

    [Fact]
    public void A_project_overrides_sources_of_its_packages()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write("packages/base/dbt_project.yml", "name: base\nversion: '1'\n");
        _folder.Write("packages/base/models/s.yml", "sources: [{name: farm, schema: theirs, tables: [{name: trees, description: old}]}]");
        _folder.Write("models/s.yml", "sources: [{name: farm, overrides: base, schema: ours, tables: [{name: trees, description: new}]}]");

        var source = _folder.Parse().Sources.Values.ShouldHaveSingleItem();
        source.UniqueId.ShouldBe("source.base.farm.trees");
        source.Schema.ShouldBe("ours");
        source.Description.ShouldBe("new");
        source.PatchPath.ShouldBe("shop://models/s.yml");
    }

    public void Dispose() => _folder.Dispose();
}
