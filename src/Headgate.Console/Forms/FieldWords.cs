using System.Text.Json.Nodes;
using Headgate.Catalogue;

namespace Headgate.WebConsole.Forms;

/// <summary>How a field of an operation is called on a page, and what stands in its input.</summary>
public static class FieldWords
{
    /// <summary>What the server or the address says already, or what clients of dbt send and nobody types.</summary>
    private static readonly HashSet<string> Unasked = new(StringComparer.Ordinal)
    {
        "id",
        "account_id",
        "state",
        "uid",
        "created_by_id",
        "metadata_only",
        "webhooks_only",
    };

    /// <summary>The fields of the body that a form asks for.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="given">Names that the address gives.</param>
    public static IReadOnlyList<Field> Asked(Operation operation, ICollection<string> given) =>
        [.. operation.Fields.All.Where(f => f.Place == FieldPlace.Body && !Unasked.Contains(f.Name) && !given.Contains(f.Name))];

    /// <summary>Whether a field is one that most need, and not one that is folded away.</summary>
    public static bool IsMain(Field field) => field.IsRequired || field.Record != FieldRecord.Digest || field.Shape is ObjectShape;

    /// <summary>A field's name as a person reads it.</summary>
    public static string Label(Field field)
    {
        var name =
            field.Names is null ? field.Name
            : field.Name.EndsWith("_id", StringComparison.Ordinal) ? field.Name[..^3]
            : field.Name.EndsWith("_ids", StringComparison.Ordinal) ? field.Name[..^4] + "s"
            : field.Name;
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? ""
            : words.StartsWith("dbt", StringComparison.Ordinal) ? words
            : words.StartsWith("sso ", StringComparison.Ordinal) ? "SSO" + words[3..]
            : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What an input holds at first: what stands there now, or what holds where nothing is said.</summary>
    public static string Text(Field field, JsonNode? now, bool isNew)
    {
        var value = now ?? (isNew ? field.DefaultJson : null);
        return value switch
        {
            null => "",
            JsonArray list when field.Shape is ListShape { Item: not ObjectShape } => string.Join('\n', list.Select(v => v?.ToString())),
            JsonValue single => single.ToString(),
            var other => other.ToJsonString(Indented),
        };
    }

    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };
}
