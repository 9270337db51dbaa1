using System.Text;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Reads a form into the same shape as JSON, every value a text, so that one set of rules judges both.</summary>
internal static class FormBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ParsedBody Parse(byte[] bytes)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return ParsedBody.Bad(Reason.BadJson, "The form is not UTF-8.");
        }
        if (text.AsSpan().Trim().IsEmpty)
        {
            return ParsedBody.Good(default, isForm: true);
        }
        if (text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return ParsedBody.Bad(Reason.BadJson, "The body is JSON, but its Content-Type says that it is a form.");
        }
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            if (!fields.TryAdd(name, equals < 0 ? "" : Unescape(pair[(equals + 1)..])))
            {
                return ParsedBody.Bad(Reason.DuplicateField, $"duplicate field {name}", name);
            }
        }
        var element = JsonSerializer.SerializeToElement(fields, FormJson.Default.DictionaryStringString);
        return JsonRules.Check(element) ?? ParsedBody.Good(element, isForm: true);
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
