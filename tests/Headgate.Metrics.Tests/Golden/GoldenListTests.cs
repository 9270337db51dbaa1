using System.Text.Json;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>What each metric of the reference project can be grouped by, as MetricFlow lists it.</summary>
public sealed class GoldenListTests
{
    private static readonly Lazy<MetricEngine> Engine = new(() => new MetricEngine(GroveManifest.Load()));

    public static TheoryData<string> Metrics()
    {
        using var json = Lists("metrics.json");
        return [.. json.RootElement.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name).Where(name => !IsHelper(name))];
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_metric_can_be_grouped_by_what_MetricFlow_lists(string name)
    {
        using var metrics = Lists("metrics.json");
        using var sets = Lists("group_by_items.json");
        var set = sets.RootElement.GetProperty(
            metrics.RootElement.GetProperty("metrics").GetProperty(name).GetProperty("group_by_items").GetString()!
        );
        var expected = Texts(set, "dimensions")
            .Concat(Texts(set, "entities"))
            .Concat(
                set.GetProperty("time_dimensions")
                    .EnumerateObject()
                    .SelectMany(time => Texts(time.Value, "grains").Select(grain => $"{time.Name}__{grain}"))
            )
            .Concat(
                set.GetProperty("time_dimensions")
                    .EnumerateObject()
                    .SelectMany(time => Texts(time.Value, "date_parts").Select(part => $"{time.Name}__extract_{part}"))
            );

        var listed = Engine.Value.ItemsOf([name]).ShouldNotBeNull();

        listed.SelectMany(item => item.Columns).Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    private static bool IsHelper(string name) => name.StartsWith("order_count_fill_nulls_with_0", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement set, string name) =>
        set.GetProperty(name).EnumerateArray().Select(one => one.GetString()!);

    private static JsonDocument Lists(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenCase.Folder, "lists", name)));
}
