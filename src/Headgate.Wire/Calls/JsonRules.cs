using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What parses as JSON and is refused all the same: a name twice in an object, numbers that no field can hold, texts that no database takes.</summary>
public static class JsonRules
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static ParsedBody? Check(JsonElement element)
    {
        try
        {
            return Walk(element, "");
        }
        catch (InvalidOperationException)
        {
            return ParsedBody.Bad(Reason.BadJson, "The body holds a text that is no valid Unicode.");
        }
    }

    private static ParsedBody? Walk(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return WalkObject(element, path);
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (Walk(item, path) is { } bad)
                    {
                        return bad;
                    }
                }
                return null;
            case JsonValueKind.String:
                return element.GetString()!.Contains('\0', StringComparison.Ordinal)
                    ? ParsedBody.Bad(Reason.BadJson, "null characters are not allowed", Field(path))
                    : null;
            case JsonValueKind.Number:
                return IsHoldable(element) ? null : ParsedBody.Bad(Reason.BadJson, "the number is out of range", Field(path));
            default:
                return null;
        }
    }

    private static ParsedBody? WalkObject(JsonElement element, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = property.Name;
            var at = path.Length == 0 ? name : path + "." + name;
            if (!names.Add(name))
            {
                return ParsedBody.Bad(Reason.DuplicateField, $"duplicate field {name}", at);
            }
            if (name.Contains('\0', StringComparison.Ordinal))
            {
                return ParsedBody.Bad(Reason.BadJson, "null characters are not allowed");
            }
            if (Walk(property.Value, at) is { } bad)
            {
                return bad;
            }
        }
        return null;
    }

    private static string Field(string path) => path.Length == 0 ? "body" : path;

    private static bool IsHoldable(JsonElement number)
    {
        var text = number.GetRawText();
        if (text.Length > 64)
        {
            return false;
        }
        return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? number.TryGetInt64(out _)
            : number.TryGetDouble(out var value) && double.IsFinite(value);
    }
}
