using Headgate.Catalogue;

namespace Headgate.Platform.Adapters;

/// <summary>The adapters that connections can name.</summary>
internal static class AdapterNames
{
    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. AdapterTable.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What each adapter needs, in words: <c>duckdb_v0 path; postgres_v0 hostname, dbname</c>.</summary>
    public static string RequiredFields { get; } =
        string.Join("; ", Names.Select(name => $"{name} {string.Join(", ", AdapterTable.All[name].Required)}"));

    /// <summary>The settings of all adapters together, each with the adapters that have it: for descriptions.</summary>
    public static IReadOnlyList<Field> ConfigFields { get; } =
    [
        .. Names
            .SelectMany(adapter => AdapterTable.All[adapter].Select(field => (Adapter: adapter, Field: field)))
            .GroupBy(pair => pair.Field.Name)
            .Select(same => Together([.. same.Select(s => s.Field)], string.Join(", ", same.Select(s => s.Adapter)))),
    ];

    /// <summary>The settings of an adapter, or null where it is unknown.</summary>
    public static AdapterFields? Find(string adapter) => AdapterTable.All.GetValueOrDefault(adapter);

    /// <summary>The older <c>type</c> of a connection.</summary>
    public static string ConnectionType(string adapter) =>
        adapter.Split('_')[0] switch
        {
            "postgres" => "postgres",
            "redshift" => "redshift",
            "snowflake" => "snowflake",
            "bigquery" => "bigquery",
            _ => "adapter",
        };

    /// <summary>One field for those of several adapters: what none of them would take is all that it excludes.</summary>
    private static Field Together(IReadOnlyList<Field> fields, string adapters)
    {
        var first = fields[0];
        Shape shape =
            fields.All(f => f.Shape == first.Shape) ? first.Shape
            : fields.All(f => f.Shape is TextShape) ? new TextShape(fields.Max(f => ((TextShape)f.Shape).Max))
            : fields.All(f => f.Shape is WholeShape) ? new WholeShape()
            : new JsonShape(IsObject: false);
        return first with { Shape = shape, IsRequired = false, Says = $"{first.Says}, for {adapters}." };
    }
}
