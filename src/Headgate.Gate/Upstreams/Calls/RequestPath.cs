using System.Globalization;
using System.Text;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Writes the address of a request anew: the operation's own path, with the values that were judged, each escaped.</summary>
internal static class RequestPath
{
    /// <summary>The path of a call.</summary>
    public static string Of(CallContext call)
    {
        var path = call.Operation.Route;
        foreach (var field in RouteFields.Of(path))
        {
            var value = field.Name == "account_id" ? call.AccountId.ToString(CultureInfo.InvariantCulture) : call.RouteText(field.Name);
            path =
                field.Shape is WholeShape ? path.Replace($"{{{field.Name}:long}}", Number(value), StringComparison.Ordinal)
                : path.Contains($"{{{field.Name}*}}", StringComparison.Ordinal)
                    ? path.Replace($"{{{field.Name}*}}", Segments(value), StringComparison.Ordinal)
                : path.Replace($"{{{field.Name}}}", Segment(value), StringComparison.Ordinal);
        }
        return path;
    }

    /// <summary>The query of a call, with some values put in place of the caller's; a null value leaves one out.</summary>
    public static string Query(CallContext call, IReadOnlyDictionary<string, string?> instead)
    {
        var query = new StringBuilder();
        foreach (var field in call.Operation.AllFields.Where(f => f.Place == FieldPlace.Query && !instead.ContainsKey(f.Name)))
        {
            if (call.Source.Find(field) is { IsAbsent: false } sent)
            {
                Add(query, field.Name, Text(field, sent));
            }
        }
        foreach (var (name, value) in instead)
        {
            if (value is not null)
            {
                Add(query, name, value);
            }
        }
        return query.ToString();
    }

    /// <summary>A list as one value of a query.</summary>
    public static string List(IEnumerable<long> ids) => $"[{string.Join(',', ids)}]";

    private static string Text(Field field, Sent sent) =>
        sent.Texts is { Count: > 1 } several && field.Shape is ListShape ? string.Join(',', several)
        : sent.Texts is { Count: > 0 } texts ? texts[0]
        : sent.Json.ValueKind == System.Text.Json.JsonValueKind.String ? sent.Json.GetString()!
        : sent.ToString();

    private static void Add(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

    private static string Number(string value) =>
        long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string Segments(string value) => string.Join('/', value.Split('/').Select(Segment));

    private static string Segment(string value) =>
        value is "" or "." or ".."
            ? throw new InvalidOperationException("A path that climbs has been let through.")
            : Uri.EscapeDataString(value);
}
