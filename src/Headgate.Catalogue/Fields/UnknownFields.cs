using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Refuses names in a body that no field has, with the name that was probably meant.</summary>
internal static class UnknownFields
{
    public static void Refuse(JsonElement body, IReadOnlyList<Field> known, FieldProblems problems, string prefix)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var property in body.EnumerateObject())
        {
            // What a body may repeat of the path is no field of the operation; that it says the same has been checked.
            var isOfPath = prefix.Length == 0 && property.Name is "account_id";
            if (!isOfPath && !known.Any(f => Is(f, property.Name)))
            {
                problems.Add(
                    prefix + property.Name,
                    $"There is no such field. The fields are {string.Join(", ", known.Select(f => f.Name))}."
                );
            }
        }
    }

    private static bool Is(Field field, string name) =>
        field.Place == FieldPlace.Body
        && (string.Equals(field.Name, name, StringComparison.Ordinal) || field.Aliases.Contains(name, StringComparer.Ordinal));
}
