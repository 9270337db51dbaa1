using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Refuses names in a body that no field has, with the name that was probably meant.</summary>
public static class UnknownFields
{
    internal static void Refuse(JsonElement body, IReadOnlyList<Field> known, FieldProblems problems, string prefix)
    {
        foreach (var (name, _) in In(body, known))
        {
            // What a body may repeat of the path is no field of the operation; that it says the same has been checked.
            if (prefix.Length > 0 || name is not "account_id")
            {
                problems.Add(prefix + name, $"There is no such field. The fields are {string.Join(", ", known.Select(f => f.Name))}.");
            }
        }
    }

    /// <summary>The keys of an object that no field has, with their values; none where it is no object.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> In(JsonElement body, IReadOnlyList<Field> known) =>
        body.ValueKind == JsonValueKind.Object
            ? body.EnumerateObject().Where(p => !known.Any(f => Is(f, p.Name))).Select(p => (p.Name, p.Value))
            : [];

    private static bool Is(Field field, string name) =>
        field.Place == FieldPlace.Body
        && (string.Equals(field.Name, name, StringComparison.Ordinal) || field.Aliases.Contains(name, StringComparer.Ordinal));
}
