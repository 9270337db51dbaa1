namespace Headgate.Graph.Query;

/// <summary>How large a query may be. All of it is asked before anything is looked up, and most of it before the query is understood.</summary>
internal static class QueryLimits
{
    /// <summary>Most characters of a query.</summary>
    public const int Characters = 100_000;

    /// <summary>Most fields below each other.</summary>
    public const int Depth = 15;

    /// <summary>Most fields that stand in a query as it is written.</summary>
    public const int Written = 1_000;

    /// <summary>Most fields once fragments are put in their places.</summary>
    public const int Fields = 4_000;

    /// <summary>Most fields at the top.</summary>
    public const int Roots = 20;

    /// <summary>Most directives.</summary>
    public const int Directives = 50;

    /// <summary>Most values that an answer may have at worst: the fields of a list count as often as the list has items at most.</summary>
    public const double Cost = 2_000_000;
}
