using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Approvals;

/// <summary>
/// The one form in which a call is compared with the call that a person agreed to: who, which operation, at what, with what. Of what was sent only declared fields count, as only
/// they are read; null and the value that holds anyway are the same as nothing, 4.0 is 4, texts are compared character by character, and the order of lists matters.
/// </summary>
internal static class CallDigest
{
    /// <summary>SHA-256 of the form, in hexadecimal digits.</summary>
    public static string Of(TermsCall call)
    {
        var route = new JsonObject();
        // The account is the caller's, whether a door's address names it or not.
        foreach (var name in call.Route.Names.Where(n => n != "account_id").Order(StringComparer.Ordinal))
        {
            route[name] = call.Route.Value(name);
        }
        var sent = new JsonObject();
        foreach (var field in call.Operation.Fields.All.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (Canonical(call.Arguments.Source.Find(field)) is { } value && !JsonNode.DeepEquals(value, Canonical(field.DefaultJson)))
            {
                sent[field.Name] = value;
            }
        }
        var whole = new JsonObject
        {
            ["agent"] = call.Caller.Id,
            ["upstream"] = call.Caller.Upstream?.Id ?? 0,
            ["account"] = call.Caller.AccountId,
            ["operation"] = call.Operation.Id,
            ["route"] = route,
            ["arguments"] = sent,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToJsonString())));
    }

    private static JsonNode? Canonical(Sent sent) =>
        sent.IsAbsent ? null
        : sent.Texts is { } texts ? Text(string.Join(',', texts))
        : Canonical(sent.Json);

    private static JsonNode? Canonical(JsonNode? node) => node is null ? null : Canonical(JsonSerializer.SerializeToElement(node));

    private static JsonNode? Canonical(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var made = new JsonObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (Canonical(property.Value) is { } inside)
                    {
                        made[property.Name] = inside;
                    }
                }
                return made;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Canonical)]);
            case JsonValueKind.String:
                return Text(value.GetString()!);
            case JsonValueKind.Number:
                return value.TryGetDecimal(out var number)
                    ? JsonValue.Create(number.ToString("G29", CultureInfo.InvariantCulture))
                    : JsonValue.Create(value.GetRawText());
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.GetBoolean());
            default:
                return null;
        }
    }

    /// <summary>Texts are marked, so that the text "4" is not the number.</summary>
    private static JsonValue Text(string text) => JsonValue.Create("t:" + text);
}
