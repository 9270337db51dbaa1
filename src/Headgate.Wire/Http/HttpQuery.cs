using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Headgate.Wire;

/// <summary>The query string by name.</summary>
internal static class HttpQuery
{
    /// <summary>The header in which readers of events say, by themselves, what they have; operations know it as a field.</summary>
    private const string LastEventHeader = "Last-Event-ID";
    private const string LastEventField = "last_event_id";

    /// <summary>Null where there is none, as in most calls.</summary>
    public static Dictionary<string, Sent>? Read(HttpRequest request, Operation? operation)
    {
        var last = operation?.Answers.Kind == AnswerKind.Events ? request.Headers[LastEventHeader].ToString() : "";
        var query = request.QueryString.Value;
        if (query is not { Length: > 1 } && last.Length == 0)
        {
            return null;
        }
        var values = new Dictionary<string, Sent>(StringComparer.Ordinal);
        foreach (var (name, texts) in QueryHelpers.ParseQuery(query))
        {
            values[name] = new Sent([.. texts.Select(text => text ?? "")]);
        }
        if (last.Length > 0)
        {
            // A reader that connects again by itself repeats its first address: what it has by now stands in the header.
            values[LastEventField] = new Sent([last]);
        }
        return values;
    }
}
