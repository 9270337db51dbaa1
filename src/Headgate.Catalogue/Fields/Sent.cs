using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>
/// A value as it was sent: JSON from a body or a tool call, or texts from a query string or form, where one name can stand several times.
/// </summary>
public readonly struct Sent
{
    private readonly IReadOnlyList<string>? _texts;
    private readonly JsonElement _json;

    /// <summary>A value of JSON.</summary>
    public Sent(JsonElement json) => _json = json;

    /// <summary>The values of one name in a query string or form.</summary>
    public Sent(IReadOnlyList<string> texts) => _texts = texts;

    /// <summary>The texts; null where the value is JSON.</summary>
    public IReadOnlyList<string>? Texts => _texts;

    /// <summary>The JSON; of kind Undefined where the value is texts or was not sent.</summary>
    public JsonElement Json => _json;

    /// <summary>Whether nothing was sent: no value, JSON's null, or blank texts, as clients that send every parameter do.</summary>
    public bool IsAbsent =>
        _texts is null ? _json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null : _texts.All(string.IsNullOrWhiteSpace);

    /// <summary>Whether it was named at all, with null too.</summary>
    public bool IsMentioned => _texts is { Count: > 0 } || _json.ValueKind != JsonValueKind.Undefined;

    /// <summary>The value as one line of text, for the record and for the echo of filters.</summary>
    public override string ToString() =>
        _texts is not null ? string.Join(',', _texts)
        : _json.ValueKind == JsonValueKind.Undefined ? ""
        : _json.GetRawText();
}
