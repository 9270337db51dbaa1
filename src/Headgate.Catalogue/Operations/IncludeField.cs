namespace Headgate.Catalogue;

/// <summary>The query parameter <c>include_related</c>, made from what an operation can include.</summary>
public static class IncludeField
{
    private const string Name = "include_related";

    /// <summary>The names that were asked for, in whatever form clients send a list. Unknown ones are passed over, as dbt does.</summary>
    public static IReadOnlyList<string> Read(in FieldSource source, FieldProblems problems) => Reading.Read(source, problems);

    /// <summary>The field; none where nothing can be included.</summary>
    internal static IEnumerable<Field> Of(IReadOnlyList<Include> includes) =>
        includes.Count == 0
            ? []
            : [In.Query.Texts(Name, $"Related things to add: {string.Join(", ", includes.Select(i => i.Name))}.", most: 50, max: 100)];

    private static Field<IReadOnlyList<string>> Reading { get; } = In.Query.Texts(Name, "", most: 50, max: 100).Or([]);
}
