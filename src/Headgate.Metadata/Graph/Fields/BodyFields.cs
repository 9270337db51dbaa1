using System.Text.Json;
using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields of nodes that are answered from what the manifest says beyond the outline.</summary>
internal static class BodyFields
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public static Dictionary<string, Func<JsonElement, object?>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["meta"] = b => Object(b.At("meta")) ?? Object(b.At("config", "meta")) ?? Nothing,
            ["config"] = b => Object(b.At("config")) ?? Nothing,
            ["rawCode"] = Code,
            ["rawSql"] = Code,
            ["constraints"] = b => Items(b.At("constraints")),
            ["deprecationDate"] = b => b.At("deprecation_date").Time(),
            ["macroSql"] = b => b.Text("macro_sql", ArtifactLimits.Entry) ?? "",
            ["arguments"] = b => Items(b.At("arguments")),
            ["sourceDescription"] = b => b.Text("source_description", ArtifactLimits.Entry),
            ["typeParams"] = b => Object(b.At("type_params")),
            ["type"] = b => b.Text("type"),
            ["filter"] = b => Object(b.At("filter")),
            ["formula"] = b => b.Text("formula") ?? b.At("type_params").Text("expr"),
            ["queryParams"] = b => Object(b.At("query_params")) ?? Nothing,
            ["exports"] = b => Items(b.At("exports")),
            ["entities"] = b => Items(b.At("entities")),
            ["measures"] = b => Items(b.At("measures")),
            ["dimensions"] = b => Items(b.At("dimensions")),
            ["given"] = b => Items(b.At("given")),
            ["expect"] = b => Object(b.At("expect")) ?? Nothing,
            ["overrides"] = b => Object(b.At("overrides")) ?? Nothing,
            ["eventStatus"] = _ => Nothing,
            ["numGiven"] = b => Items(b.At("given")).Count,
            ["numGivenRows"] = b => Items(b.At("given")).Sum(given => Rows(given.At("rows"))),
            ["numExpectRows"] = b => Rows(b.At("expect", "rows")),
            ["model"] = b => b.Text("model"),
            ["testMetadata"] = TestMetadata,
            ["packages"] = b => b.At("config", "packages").Texts(),
            ["calculation_method"] = b => b.Text("calculation_method") ?? b.Text("type"),
            ["expression"] = b => b.Text("expression"),
            ["sql"] = b => b.Text("expression"),
            ["timestamp"] = b => b.Text("timestamp"),
            ["timeGrains"] = b => b.At("time_grains").Texts(),
            ["filters"] = b => Items(b.At("filters")),
        };

    private static string? Code(JsonElement body) =>
        body.Text("raw_code", ArtifactLimits.Entry) ?? body.Text("raw_sql", ArtifactLimits.Entry);

    private static JsonElement? Object(JsonElement json) => json.ValueKind == JsonValueKind.Object ? json : null;

    private static List<JsonElement> Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)] : [];

    /// <summary>Rows of a unit test stand as objects, or as text of one of two forms, of which only the number of lines is known.</summary>
    private static int Rows(JsonElement rows) =>
        rows.ValueKind switch
        {
            JsonValueKind.Array => rows.GetArrayLength(),
            _ => 0,
        };

    private static Dictionary<string, object?> TestMetadata(JsonElement body)
    {
        var test = body.At("test_metadata");
        return new(StringComparer.Ordinal)
        {
            ["name"] = test.Text("name"),
            ["namespace"] = test.Text("namespace"),
            ["columnName"] = test.At("kwargs").Text("column_name"),
            ["kwargs"] = Object(test.At("kwargs")),
        };
    }
}
