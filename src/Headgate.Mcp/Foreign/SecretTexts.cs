using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Wire;

namespace Headgate.Mcp.Foreign;

/// <summary>
/// The secrets that a foreign server was given, to be taken out of whatever it says: a server that sends a header back shall not hand it to an agent. It can be done with the
/// text as it is; a server that wants to give its own key away can always write it otherwise.
/// </summary>
internal sealed class SecretTexts
{
    private const int Shortest = 6;

    private readonly string[] _texts;

    private SecretTexts(string[] texts) => _texts = texts;

    /// <summary>Those of a server: each value, and the last word of it, which is the key itself behind <c>Bearer</c>.</summary>
    public static SecretTexts Of(ForeignEndpoint server) =>
        new([
            .. server
                .Secrets.Values.SelectMany(s => new[] { s.Reveal(), s.Reveal().Split(' ')[^1] })
                .Where(t => t.Length >= Shortest)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(t => t.Length),
        ]);

    /// <summary>The text without them.</summary>
    public string Mask(string text)
    {
        foreach (var secret in _texts)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>A value with every text in it masked, names too.</summary>
    public JsonNode? Mask(JsonNode? value) =>
        _texts.Length == 0
            ? value?.DeepClone()
            : value switch
            {
                JsonObject inside => Masked(inside),
                JsonArray list => new JsonArray([.. list.Select(Mask)]),
                JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonValue.Create(Mask(text.GetValue<string>())),
                _ => value?.DeepClone(),
            };

    private JsonObject Masked(JsonObject inside)
    {
        var masked = new JsonObject();
        foreach (var (name, value) in inside)
        {
            masked[Mask(name)] = Mask(value);
        }
        return masked;
    }
}
