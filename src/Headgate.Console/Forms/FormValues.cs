using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Forms;

/// <summary>
/// What a form that was made from an operation's fields sends, as the arguments of its call. The fields themselves check it: here it is only brought from texts into the
/// form that they have.
/// </summary>
/// <param name="form">What was sent.</param>
public sealed class FormValues(IFormCollection form)
{
    /// <summary>Begins the names of inputs, so that no field of an operation meets one of the form's own.</summary>
    public const string Prefix = "f.";

    private const int MostRows = 200;

    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    /// <summary>What could not be read, by field.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    /// <summary>The arguments.</summary>
    /// <param name="fields">The fields of the operation.</param>
    /// <param name="before">What stands there now: what is emptied is sent as null; null for a new thing.</param>
    /// <param name="prefix">Name of the object that they are in, with a point.</param>
    public JsonObject Read(IEnumerable<Field> fields, JsonObject? before = null, string prefix = Prefix)
    {
        var made = new JsonObject();
        foreach (var field in fields)
        {
            var was = before?[field.Name];
            if (Value(field, prefix + field.Name, was) is { } value)
            {
                made[field.Name] = value;
            }
            else if (was is not null && IsShown(prefix + field.Name) && field is { IsRequired: false, Record: not FieldRecord.Masked })
            {
                made[field.Name] = null;
            }
        }
        return made;
    }

    /// <summary>What was typed for an input; null where the form had none of this name.</summary>
    public string? Typed(string name) => form.TryGetValue(name, out var text) ? text.ToString() : null;

    private bool IsShown(string name) => form.ContainsKey(name) || form.ContainsKey(name + "?");

    private JsonNode? Value(Field field, string name, JsonNode? was)
    {
        switch (field.Shape)
        {
            case ObjectShape inside:
                var read = Read(inside.Fields, was as JsonObject, name + ".");
                return read.Count > 0 ? read : null;
            case ListShape { Item: ObjectShape row }:
                return Rows(row, name);
            case ListShape { Item: TextShape { Choices.Count: > 0 } }:
                return IsShown(name) ? new JsonArray([.. form[name].Where(v => !string.IsNullOrEmpty(v)).Select(v => (JsonNode)v!)]) : null;
            case FlagShape:
                return IsShown(name) ? form[name].ToString() == "true" : null;
        }
        // Boxes of one name send a value each.
        if (string.Join('\n', form[name].ToArray()).Trim() is not { Length: > 0 } text)
        {
            return null;
        }
        return field.Shape switch
        {
            WholeShape => Whole(text, name),
            TimeShape => Time(text, name),
            ListShape list => new JsonArray([.. Lines(text).Select(line => list.Item is WholeShape ? Whole(line, name) : line)]),
            JsonShape => Json(text, name),
            _ => text,
        };
    }

    /// <summary>Rows of small objects; those in which nothing was typed are none.</summary>
    private JsonArray? Rows(ObjectShape row, string name)
    {
        if (!IsShown(name))
        {
            return null;
        }
        var rows = new JsonArray();
        for (var i = 0; i < MostRows && form.ContainsKey($"{name}[{i}]?"); i++)
        {
            var read = Read(row.Fields, null, $"{name}[{i}].");
            if (IsTyped(read))
            {
                rows.Add(read);
            }
        }
        return rows;
    }

    /// <summary>Whether anything was typed or chosen; a box that is ticked from the start is nothing.</summary>
    private static bool IsTyped(JsonNode? value) =>
        value switch
        {
            JsonArray list => list.Count > 0,
            JsonObject inside => inside.Any(p => IsTyped(p.Value)),
            JsonValue one => one.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False),
            _ => false,
        };

    private JsonNode? Whole(string text, string name)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        _faults[name] = $"\"{text}\" is no whole number.";
        return null;
    }

    private JsonNode? Time(string text, string name)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
        _faults[name] = $"\"{text}\" is no time.";
        return null;
    }

    private JsonNode? Json(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException error)
        {
            _faults[name] = $"This is no JSON: line {error.LineNumber + 1} breaks off at character {error.BytePositionInLine + 1}.";
            return null;
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
