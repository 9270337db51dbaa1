namespace Headgate.Catalogue;

/// <summary>Kinds of facts that an answer can show and a grant can withhold.</summary>
public static class ShownFacts
{
    /// <summary>Code, as it was written and as it was executed, and what is written in code: expressions, filters, hooks, rows of unit tests.</summary>
    public const string Code = "code";

    /// <summary>Columns: their names, types and lineage, and what the warehouse counts of a table.</summary>
    public const string Columns = "columns";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Code, Columns];
}
