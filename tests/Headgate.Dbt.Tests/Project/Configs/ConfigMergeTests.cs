using CsCheck;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Configs;

namespace Headgate.Dbt.Tests.Project.Configs;

public sealed class ConfigMergeTests
{
    private static readonly ConfigSchema Models = ConfigSchema.Of(ResourceType.Model);

    [Fact]
    public void Tags_accumulate_and_materialisation_is_replaced()
    {
        var config = Models.Defaults();
        ConfigMerge.Apply(Models, config, Map(("tags", "far"), ("materialized", "table")));
        ConfigMerge.Apply(Models, config, Map(("tags", new List<object?> { "near" }), ("materialized", "view")));

        config["tags"].ShouldBe(new List<object?> { "far", "near" });
        config["materialized"].ShouldBe("view");
    }

    [Fact]
    public void Meta_joins_key_by_key()
    {
        var config = Models.Defaults();
        ConfigMerge.Apply(Models, config, Map(("meta", Map(("owner", "a"), ("level", 1L)))));
        ConfigMerge.Apply(Models, config, Map(("meta", Map(("owner", "b")))));

        PlainData.AreEqual(config["meta"], Map(("owner", "b"), ("level", 1L))).ShouldBeTrue();
    }

    [Fact]
    public void Grants_are_replaced_by_privilege_unless_a_plus_extends_them()
    {
        var config = Models.Defaults();
        ConfigMerge.Apply(Models, config, Map(("grants", Map(("select", "reader"), ("insert", "writer")))));
        ConfigMerge.Apply(Models, config, Map(("grants", Map(("+select", "auditor"), ("insert", "loader")))));

        var expected = Map(("select", new List<object?> { "reader", "auditor" }), ("insert", new List<object?> { "loader" }));
        PlainData.AreEqual(config["grants"], expected).ShouldBeTrue();
    }

    [Fact]
    public void Both_spellings_of_hooks_are_one_key()
    {
        var config = Models.Defaults();
        ConfigMerge.Apply(Models, config, Map(("pre-hook", "select 1")));
        ConfigMerge.Apply(Models, config, Map(("pre_hook", "select 2")));
        HookConfig.Normalise(config);

        new NodeConfig(config).PreHooks.ShouldBe([new Hook("select 1", true, null), new Hook("select 2", true, null)]);
    }

    [Fact]
    public void A_hook_may_be_json_that_names_its_transaction()
    {
        var config = Map(("post-hook", """{"sql": "vacuum", "transaction": false}"""));
        HookConfig.Normalise(config);

        new NodeConfig(config).PostHooks.ShouldBe([new Hook("vacuum", false, null)]);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_named_as_dbt_names_it() =>
        ConfigCheck.FirstProblem(Models, Map(("enabled", "maybe"))).ShouldBe("at path ['enabled']: 'maybe' is not of type 'boolean'");

    [Theory]
    [InlineData(true, null, true, "table")]
    [InlineData(false, null, false, "ephemeral")]
    [InlineData(null, "view", true, "view")]
    [InlineData(true, "ephemeral", false, "ephemeral")]
    [InlineData(null, null, null, null)]
    public void The_newer_of_two_settings_for_failing_rows_decides(bool? stored, string? place, bool? storedAfter, string? placeAfter)
    {
        var config = Map(("store_failures", stored), ("store_failures_as", place));
        ConfigCheck.Settle(config);

        config["store_failures"].ShouldBe(storedAfter);
        config["store_failures_as"].ShouldBe(placeAfter);
    }

    [Fact]
    public void Merging_changes_neither_level_and_an_empty_level_changes_nothing()
    {
        Level
            .Select(Level)
            .Sample(
                (first, second) =>
                {
                    var (firstBefore, secondBefore) = (PlainData.Clone(first), PlainData.Clone(second));
                    var config = Models.Defaults();
                    ConfigMerge.Apply(Models, config, first);
                    ConfigMerge.Apply(Models, config, second);
                    var before = PlainData.Clone(config);
                    ConfigMerge.Apply(Models, config, []);

                    PlainData.AreEqual(first, firstBefore).ShouldBeTrue();
                    PlainData.AreEqual(second, secondBefore).ShouldBeTrue();
                    PlainData.AreEqual(config, before).ShouldBeTrue();
                }
            );
    }

    [Fact]
    public void Every_tag_of_every_level_survives_in_order() =>
        Gen
            .String.Array[0, 4]
            .Array[0, 5]
            .Sample(levels =>
            {
                var config = Models.Defaults();
                foreach (var tags in levels)
                {
                    ConfigMerge.Apply(Models, config, Map(("tags", tags.ToList<object?>())));
                }
                ((List<object?>)config["tags"]!).ShouldBe(levels.SelectMany(tags => tags).ToList<object?>());
            });

    private static Gen<OrderedDictionary<string, object?>> Level { get; } =
        Gen.Select(Gen.String.Array[0, 3], Gen.Dictionary(Gen.String, Gen.Long)[0, 3], Gen.Bool)
            .Select(
                (tags, meta, enabled) =>
                {
                    var map = new OrderedDictionary<string, object?>();
                    foreach (var (key, value) in meta)
                    {
                        map[key] = value;
                    }
                    return Map(("tags", tags.ToList<object?>()), ("meta", map), ("enabled", enabled));
                }
            );

    private static OrderedDictionary<string, object?> Map(params (string Key, object? Value)[] pairs)
    {
        var map = new OrderedDictionary<string, object?>();
        foreach (var (key, value) in pairs)
        {
            map[key] = value;
        }
        return map;
    }
}
