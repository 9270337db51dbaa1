using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Reads fields of a JSON object with exact types and collects all that is wrong, by field; <see cref="Problems"/> is null where nothing is.
/// Unknown fields are ignored. A field with null counts as absent. Values of a form are texts and are read as numbers where a number is asked for.
/// </summary>
public sealed class BodyReader
{
    private readonly JsonElement _body;
    private readonly bool _isForm;
    private readonly string _prefix;
    private readonly Dictionary<string, string> _problems;

    /// <summary>Reads an object.</summary>
    public BodyReader(JsonElement body, bool isForm = false)
        : this(body, isForm, "", new Dictionary<string, string>(StringComparer.Ordinal)) { }

    private BodyReader(JsonElement body, bool isForm, string prefix, Dictionary<string, string> problems)
    {
        _body = body;
        _isForm = isForm;
        _prefix = prefix;
        _problems = problems;
    }

    /// <summary>A 400 with everything that is wrong, or null. To be asked after all fields have been read.</summary>
    public Answer? Problems => _problems.Count == 0 ? null : Answer.BadRequest(_problems);

    /// <summary>The object itself.</summary>
    public JsonElement Element => _body;

    /// <summary>Notes a problem that only the handler can see.</summary>
    public void Problem(string field, string message) => _problems.TryAdd(_prefix + field, message);

    /// <summary>Whether the field is there with something other than null.</summary>
    public bool Has(string field) => Find(field) is not null;

    /// <summary>Whether the field is there at all, null included: what a PATCH asks.</summary>
    public bool Mentions(string field) => _body.ValueKind == JsonValueKind.Object && _body.TryGetProperty(field, out _);

    /// <summary>A text, or null where it is absent.</summary>
    public string? Text(string field, int max = 1024)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.String)
        {
            Problem(field, "expected str");
            return null;
        }
        var text = value.GetString()!;
        if (text.Length > max)
        {
            Problem(field, $"length of value must be at most {max}");
            return null;
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            Problem(field, "null characters are not allowed");
            return null;
        }
        return text;
    }

    /// <summary>A text that must be there and not be blank.</summary>
    public string RequiredText(string field, int max = 255)
    {
        if (!Required(field))
        {
            return "";
        }
        var text = Text(field, max);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Problem(field, "must not be blank");
        }
        return text ?? "";
    }

    /// <summary>A whole number, or null where it is absent.</summary>
    public long? Long(string field, long min = long.MinValue, long max = long.MaxValue)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }
        long number;
        if (value.ValueKind == JsonValueKind.Number && IsWhole(value))
        {
            if (!value.TryGetInt64(out number))
            {
                Problem(field, "out of range");
                return null;
            }
        }
        else if (
            !_isForm
            || value.ValueKind != JsonValueKind.String
            || !long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        )
        {
            Problem(field, "expected int");
            return null;
        }
        if (number < min)
        {
            Problem(field, $"value must be at least {min}");
            return null;
        }
        if (number > max)
        {
            Problem(field, $"value must be at most {max}");
            return null;
        }
        return number;
    }

    /// <summary>A whole number of 32 bits, or null where it is absent.</summary>
    public int? Int(string field, int min = int.MinValue, int max = int.MaxValue) => (int?)Long(field, min, max);

    /// <summary>A whole number that must be there.</summary>
    public long RequiredLong(string field, long min = 1) => Required(field) ? Long(field, min) ?? 0 : 0;

    /// <summary>True or false, or null where it is absent.</summary>
    public bool? Bool(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.String when _isForm && bool.TryParse(value.GetString(), out var parsed):
                return parsed;
            default:
                Problem(field, "expected bool");
                return null;
        }
    }

    /// <summary>One of some words, or null where it is absent.</summary>
    public string? Choice(string field, params ReadOnlySpan<string> allowed)
    {
        var text = Text(field);
        if (text is not null && !allowed.Contains(text))
        {
            Problem(field, $"\"{text}\" is not one of {string.Join(", ", allowed)}");
            return null;
        }
        return text;
    }

    /// <summary>A list of texts, or null where it is absent.</summary>
    public IReadOnlyList<string>? Texts(string field, int maxItems = 1000, int maxLength = 4096)
    {
        if (List(field, maxItems) is not { } array)
        {
            return null;
        }
        var items = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (
                item.ValueKind != JsonValueKind.String
                || item.GetString() is not { } text
                || text.Length > maxLength
                || text.Contains('\0', StringComparison.Ordinal)
            )
            {
                Problem(field, $"expected a list of texts of at most {maxLength} characters");
                return null;
            }
            items.Add(text);
        }
        return items;
    }

    /// <summary>A list of whole numbers, or null where it is absent.</summary>
    public IReadOnlyList<long>? Longs(string field, int maxItems = 10_000)
    {
        if (List(field, maxItems) is not { } array)
        {
            return null;
        }
        var items = new List<long>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !IsWhole(item) || !item.TryGetInt64(out var number))
            {
                Problem(field, "expected a list of integers");
                return null;
            }
            items.Add(number);
        }
        return items;
    }

    /// <summary>A list of anything, or null where it is absent.</summary>
    public JsonElement? List(string field, int maxItems = 1000)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(field, "expected list");
            return null;
        }
        if (value.GetArrayLength() > maxItems)
        {
            Problem(field, $"length of value must be at most {maxItems}");
            return null;
        }
        return value;
    }

    /// <summary>The reader of a nested object; of nothing where it is absent. Its problems are reported here, under the field's name.</summary>
    public BodyReader Object(string field)
    {
        var value = Find(field);
        if (value is { ValueKind: not JsonValueKind.Object })
        {
            Problem(field, "expected a dictionary");
            value = null;
        }
        return new BodyReader(value ?? default, _isForm, _prefix + field + ".", _problems);
    }

    /// <summary>The reader of one object of a list, whose problems are reported here under a name such as <c>permission_grants.0</c>.</summary>
    public BodyReader Item(string field, int index, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Problem($"{field}.{index}", "expected a dictionary");
            item = default;
        }
        return new BodyReader(item, _isForm, $"{_prefix}{field}.{index}.", _problems);
    }

    /// <summary>Notes a problem where the field is absent.</summary>
    public bool Required(string field)
    {
        if (Has(field))
        {
            return true;
        }
        Problem(field, AnswerTexts.Required);
        return false;
    }

    private static bool IsWhole(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    private JsonElement? Find(string field) =>
        _body.ValueKind == JsonValueKind.Object && _body.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
