namespace Headgate.Dbt.Console;

/// <summary>Numbers of things in words.</summary>
internal static class Counted
{
    /// <summary><c>1 model</c>, <c>2 models</c>, <c>2 analyses</c>, <c>2 saved queries</c>.</summary>
    public static string Of(int count, string word) => $"{count} {(count == 1 ? word : Plural(word))}";

    private static string Plural(string word) =>
        word switch
        {
            "analysis" => "analyses",
            "partial success" => "partial successes",
            _ when word.EndsWith("query", StringComparison.Ordinal) => word[..^1] + "ies",
            _ => word + "s",
        };
}
