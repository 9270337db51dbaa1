using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Where the fields of one call, or of one object inside its body, are read from.</summary>
/// <param name="Body">The object; of kind Undefined where none was sent.</param>
/// <param name="IsForm">Whether the body was a form, whose values are all texts.</param>
/// <param name="Query">The values of the query string by name; null for none.</param>
public readonly record struct FieldSource(JsonElement Body, bool IsForm = false, IReadOnlyDictionary<string, Sent>? Query = null)
{
    /// <summary>The value of a field, under its name or one of its aliases; the first that is not absent.</summary>
    public Sent Find(Field field)
    {
        var found = Find(field.Place, field.Name);
        for (var i = 0; i < field.Aliases.Count && found.IsAbsent; i++)
        {
            found = Find(field.Place, field.Aliases[i]);
        }
        return found;
    }

    /// <summary>The same call, read from an object inside its body.</summary>
    public FieldSource Inside(Sent value) => this with { Body = value.Json.ValueKind == JsonValueKind.Object ? value.Json : default };

    private Sent Find(FieldPlace place, string name)
    {
        if (place == FieldPlace.Query)
        {
            return Query is { } query && query.TryGetValue(name, out var sent) ? sent : default;
        }
        if (name.Length == 0)
        {
            return new Sent(Body);
        }
        if (Body.ValueKind != JsonValueKind.Object || !Body.TryGetProperty(name, out var value))
        {
            return default;
        }
        return IsForm && value.ValueKind == JsonValueKind.String ? new Sent([value.GetString()!]) : new Sent(value);
    }
}
