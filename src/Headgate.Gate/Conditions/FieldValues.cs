using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>The values of a declared field, by its name with dots, in whichever form they were sent.</summary>
internal static class FieldValues
{
    /// <summary>What the fields of variables begin with.</summary>
    public const string Variables = "vars.";

    /// <summary>Whether an operation takes such a field in its body.</summary>
    public static bool Declares(Operation operation, string path) =>
        path.StartsWith(Variables, StringComparison.Ordinal) ? StepFields(operation).Any() : Find(operation.Fields.All, path) is not null;

    /// <summary>The values as texts; none where the field was not sent, and null where they cannot be told.</summary>
    public static IReadOnlyList<string>? Of(Operation operation, FieldSource source, string path)
    {
        if (path.StartsWith(Variables, StringComparison.Ordinal))
        {
            return VariablesOf(operation, source, path[Variables.Length..]);
        }
        var texts = new List<string>();
        return Add(operation.Fields.All, source, path, texts) ? texts : null;
    }

    private static Field? Find(IReadOnlyList<Field> fields, string path)
    {
        foreach (var field in fields.Where(f => f.Place == FieldPlace.Body))
        {
            if (string.Equals(field.Name, path, StringComparison.Ordinal))
            {
                return field;
            }
            if (path.StartsWith(field.Name + ".", StringComparison.Ordinal) && Inside(field.Shape) is { } inside)
            {
                return Find(inside.Fields, path[(field.Name.Length + 1)..]);
            }
        }
        return null;
    }

    private static ObjectShape? Inside(Shape shape) => shape as ObjectShape ?? (shape as ListShape)?.Item as ObjectShape;

    private static bool Add(IReadOnlyList<Field> fields, FieldSource source, string path, List<string> texts)
    {
        foreach (var field in fields.Where(f => f.Place == FieldPlace.Body))
        {
            if (string.Equals(field.Name, path, StringComparison.Ordinal))
            {
                return Add(source.Find(field), texts);
            }
            if (!path.StartsWith(field.Name + ".", StringComparison.Ordinal) || Inside(field.Shape) is not { } inside)
            {
                continue;
            }
            var (sent, rest) = (source.Find(field), path[(field.Name.Length + 1)..]);
            return sent.Json.ValueKind == JsonValueKind.Array
                ? sent.Json.EnumerateArray().All(item => Add(inside.Fields, source.Inside(new Sent(item)), rest, texts))
                : Add(inside.Fields, source.Inside(sent), rest, texts);
        }
        return true;
    }

    private static bool Add(Sent sent, List<string> texts)
    {
        if (sent.Texts is { } sentTexts)
        {
            texts.AddRange(sentTexts);
            return true;
        }
        switch (sent.Json.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.String:
                texts.Add(sent.Json.GetString()!);
                return true;
            case JsonValueKind.Array:
                return sent.Json.EnumerateArray().All(item => Add(new Sent(item), texts));
            case JsonValueKind.Object:
                return false;
            default:
                texts.Add(sent.Json.GetRawText());
                return true;
        }
    }

    /// <summary>Fields that hold commands, by what they are called in the official description.</summary>
    private static IEnumerable<Field> StepFields(Operation operation) =>
        operation.Fields.All.Where(f => f.Place == FieldPlace.Body && f.Name is "steps_override" or "execute_steps");

    private static List<string>? VariablesOf(Operation operation, FieldSource source, string name)
    {
        var texts = new List<string>();
        foreach (var field in StepFields(operation))
        {
            var commands = new List<string>();
            if (!Add(source.Find(field), commands))
            {
                return null;
            }
            foreach (var command in commands)
            {
                if (CommandPattern.WordsOf(command) is not { } words || !AddVariables(words, name, texts))
                {
                    return null;
                }
            }
        }
        return texts;
    }

    private static bool AddVariables(IReadOnlyList<string> words, string name, List<string> texts)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!string.Equals(words[i], "--vars", StringComparison.Ordinal))
            {
                continue;
            }
            try
            {
                // As JSON alone: of YAML's many spellings a rule could miss one.
                var values = JsonElement.Parse(i + 1 < words.Count ? words[i + 1] : "");
                if (values.ValueKind != JsonValueKind.Object)
                {
                    return false;
                }
                if (
                    values
                        .EnumerateObject()
                        .Any(v => string.Equals(v.Name, name, StringComparison.Ordinal) && !Add(new Sent(v.Value), texts))
                )
                {
                    return false;
                }
            }
            catch (JsonException)
            {
                return false;
            }
        }
        return true;
    }
}
