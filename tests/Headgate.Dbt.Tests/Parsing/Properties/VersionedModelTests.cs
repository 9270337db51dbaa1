namespace Headgate.Dbt.Tests.Parsing.Properties;

public sealed class VersionedModelTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    public VersionedModelTests()
    {
        _folder.Write("models/price_v1.sql", "select 1 as id, 2 as net");
        _folder.Write("models/price.sql", "select 1 as id, 2 as gross");
        _folder.Write(
            "models/price.yml",
            """
            models:
              - name: price
                latest_version: 2
                description: Prices
                columns:
                  - {name: id, data_tests: [unique]}
                  - name: net
                versions:
                  - v: 1
                  - v: 2
                    description: Prices with tax
                    columns:
                      - {include: all, exclude: [net]}
                      - {name: gross, data_tests: [not_null]}
            """
        );
    }

    [Fact]
    public void Each_version_is_a_model_of_its_own_and_the_latest_may_live_in_the_plain_file()
    {
        var manifest = _folder.Parse();

        var first = manifest.Nodes["model.shop.price.v1"];
        var second = manifest.Nodes["model.shop.price.v2"];
        first.OriginalFilePath.ShouldBe("models/price_v1.sql");
        second.OriginalFilePath.ShouldBe("models/price.sql");
        first.Description.ShouldBe("Prices");
        second.Description.ShouldBe("Prices with tax");
        first.Columns.Keys.ShouldBe(["id", "net"]);
        second.Columns.Keys.ShouldBe(["id", "gross"]);
        first.Alias.ShouldBe("price_v1");
        second.Fqn.ShouldBe(["shop", "price", "v2"]);
        _folder.Warnings.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Tests_are_made_for_each_version()
    {
        var manifest = _folder.Parse();

        var tests = manifest
            .Nodes.Values.Where(node => node.TestMetadata is not null)
            .ToDictionary(node => node.Name, node => node.AttachedNode);
        tests.ShouldBe(
            new Dictionary<string, string?>
            {
                ["unique_price_v1_id"] = "model.shop.price.v1",
                ["unique_price_v2_id"] = "model.shop.price.v2",
                ["not_null_price_v2_gross"] = "model.shop.price.v2",
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void A_reference_means_the_latest_version_unless_it_names_one()
    {
        _folder.Write("models/reader.sql", "select * from {{ ref('price') }} join {{ ref('price', v=1) }} using (id)");

        _folder.Parse().Nodes["model.shop.reader"].DependsOn.Nodes.ShouldBe(["model.shop.price.v2", "model.shop.price.v1"]);
    }

    [Fact]
    public void A_unit_test_becomes_one_for_each_version_that_it_includes()
    {
        _folder.Write(
            "models/units.yml",
            "unit_tests:\n  - {name: t, model: price, versions: {exclude: [1]}, given: [], expect: {rows: [{id: 1}]}}\n"
        );

        var test = _folder.Parse().UnitTests.Values.ShouldHaveSingleItem();
        test.UniqueId.ShouldBe("unit_test.shop.price.t_v2");
        test.Version.ShouldBe(2L);
    }

    [Fact]
    public void A_version_that_ends_warns_its_readers()
    {
        _folder.Write("models/reader.sql", "select * from {{ ref('price', v=1) }}");
        _folder.Write(
            "models/price.yml",
            "models:\n  - name: price\n    latest_version: 2\n    versions: [{v: 1, deprecation_date: 2020-01-01}, {v: 2}]\n"
        );

        _folder.Parse();

        _folder
            .Warnings.Warnings.Select(warning => warning.Message)
            .ShouldBe([
                "Model price.v1 has passed its deprecation date of 2020-01-01T00:00:00+00:00. This model should be disabled or removed.",
                "While compiling 'reader': Found a reference to price.v1, which was deprecated on '2020-01-01T00:00:00+00:00'."
                    + " A new version of 'price' is available. Try it out: {{ ref('shop', 'price', v='2') }}.",
            ]);
    }

    public void Dispose() => _folder.Dispose();
}
