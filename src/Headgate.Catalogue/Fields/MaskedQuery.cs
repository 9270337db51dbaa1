namespace Headgate.Catalogue;

/// <summary>Questions to lists that would tell what a grant hides.</summary>
public static class MaskedQuery
{
    private const string Order = "order_by";

    /// <summary>The masked field that a list is asked to be filtered or ordered by, which would tell its values; null for none.</summary>
    /// <param name="masked">The fields.</param>
    /// <param name="query">The parameters of the address; null for none.</param>
    public static string? AskedBy(IReadOnlyCollection<string> masked, IReadOnlyDictionary<string, Sent>? query)
    {
        if (masked.Count == 0 || query is null)
        {
            return null;
        }
        foreach (var (name, value) in query)
        {
            foreach (var field in masked)
            {
                if (IsAbout(name, field) || (name == Order && OrdersOf(value).Any(by => IsAbout(by, field))))
                {
                    return name;
                }
            }
        }
        return null;
    }

    private static IEnumerable<string> OrdersOf(Sent order) =>
        (order.Texts ?? [order.ToString()]).SelectMany(text => text.Split(',')).Select(by => by.Trim().TrimStart('-'));

    /// <summary>Filters have the field's name, with a comparison behind two underscores.</summary>
    private static bool IsAbout(string name, string field) =>
        name.StartsWith(field, StringComparison.Ordinal)
        && (name.Length == field.Length || name.AsSpan(field.Length).StartsWith("__", StringComparison.Ordinal));
}
