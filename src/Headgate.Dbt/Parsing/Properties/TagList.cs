namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Tags as written: one text, or a list of them.</summary>
internal static class TagList
{
    public static IEnumerable<string> Read(object? value) =>
        value switch
        {
            string tag => [tag],
            List<object?> list => list.OfType<string>(),
            _ => [],
        };
}
