using Headgate.Catalogue;
using Microsoft.AspNetCore.WebUtilities;

namespace Headgate.Wire;

/// <summary>The query string by name.</summary>
internal static class HttpQuery
{
    /// <summary>Null where there is none, as in most calls.</summary>
    public static Dictionary<string, Sent>? Read(string? queryString)
    {
        if (queryString is not { Length: > 1 })
        {
            return null;
        }
        var values = new Dictionary<string, Sent>(StringComparer.Ordinal);
        foreach (var (name, texts) in QueryHelpers.ParseQuery(queryString))
        {
            values[name] = new Sent([.. texts.Select(text => text ?? "")]);
        }
        return values;
    }
}
