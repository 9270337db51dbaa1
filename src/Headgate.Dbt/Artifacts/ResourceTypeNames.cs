namespace Headgate.Dbt.Artifacts;

/// <summary>The words for kinds of resources on the command line and in artifacts.</summary>
public static class ResourceTypeNames
{
    private static readonly string[] Words =
    [
        "model",
        "analysis",
        "test",
        "snapshot",
        "operation",
        "seed",
        "sql_operation",
        "doc",
        "source",
        "macro",
        "exposure",
        "metric",
        "group",
        "saved_query",
        "semantic_model",
        "unit_test",
        "fixture",
        "function",
    ];

    /// <summary>The word of a kind, as <c>saved_query</c>.</summary>
    /// <param name="type">The kind.</param>
    public static string Word(this ResourceType type) => Words[(int)type];

    /// <summary>The kind of a word, or null where there is none.</summary>
    /// <param name="word">Word as dbt spells it.</param>
    public static ResourceType? Parse(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index < 0 ? null : (ResourceType)index;
    }
}
