using System.Collections.Frozen;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Graph.Query;

namespace Headgate.Metadata.Operations;

/// <summary>
/// Which facts a query asks for that grants can withhold. It is told by the names of fields alone, wherever in the document they stand: what a directive leaves out, or another
/// operation of the document has, counts too.
/// </summary>
internal static class AskedFacts
{
    private static readonly FrozenDictionary<string, string[]> Fields = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [ShownFacts.Code] =
        [
            "rawCode",
            "rawSql",
            "compiledCode",
            "compiledSql",
            "macroSql",
            "sql",
            "expression",
            "formula",
            "expr",
            "filter",
            "filters",
            "typeParams",
            "queryParams",
            "config",
            "given",
            "expect",
            "overrides",
            "searchResults",
        ],
        [ShownFacts.Columns] =
        [
            "columns",
            "column",
            "columnName",
            "catalog",
            "stats",
            "constraints",
            "testMetadata",
            "entities",
            "dimensions",
            "measures",
            "searchResults",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The facts that a call's query asks for.</summary>
    public static IReadOnlyCollection<string> Of(FieldSource source)
    {
        if (
            source.Body.ValueKind != JsonValueKind.Object
            || !source.Body.TryGetProperty("query", out var query)
            || query.ValueKind != JsonValueKind.String
        )
        {
            return [];
        }
        // What is no GraphQL is not executed either.
        return AskedFields.Of(query.GetString()!) is { } asked
            ? [.. Fields.Where(fact => fact.Value.Any(asked.Contains)).Select(fact => fact.Key)]
            : [];
    }
}
