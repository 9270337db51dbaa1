using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Looks up what the ids in a body name, before the call is decided.</summary>
internal static class References
{
    /// <summary>Most things that one body may name. More than the fields will take are not looked up; the fields refuse them.</summary>
    private const int Most = 1000;

    public static async ValueTask<List<ArgumentTarget>> FindAsync(
        Operation operation,
        FieldSource source,
        long account,
        ITargetLookup targets,
        CancellationToken cancellation
    )
    {
        var found = new List<ArgumentTarget>();
        foreach (var (field, kind, id) in Ids(operation.Fields.All, source, "").Take(Most))
        {
            var target = await targets.FindAsync(kind, account, id.ToString(CultureInfo.InvariantCulture), cancellation);
            found.Add(new ArgumentTarget(field, id, target));
        }
        return found;
    }

    private static IEnumerable<(string Field, TargetKind Kind, long Id)> Ids(IReadOnlyList<Field> fields, FieldSource source, string prefix)
    {
        foreach (var field in fields)
        {
            if (field.Place != FieldPlace.Body)
            {
                continue;
            }
            var sent = source.Find(field);
            var path = prefix + field.Name;
            if (field.Names is { } kind)
            {
                foreach (var id in IdsOf(sent))
                {
                    yield return (path, kind, id);
                }
            }
            else if (field.Shape is ObjectShape inside)
            {
                foreach (var found in Ids(inside, source.Inside(sent), path + "."))
                {
                    yield return found;
                }
            }
            else if (field.Shape is ListShape { TakesOne: true, Item: ObjectShape one } && sent.Json.ValueKind == JsonValueKind.Object)
            {
                foreach (var found in Ids(one, source.Inside(sent), path + "."))
                {
                    yield return found;
                }
            }
            else if (field.Shape is ListShape { Item: ObjectShape items } && sent.Json.ValueKind == JsonValueKind.Array)
            {
                var place = path.Length == 0 ? "" : path + ".";
                foreach (var (index, item) in sent.Json.EnumerateArray().Index())
                {
                    foreach (var found in Ids(items, source.Inside(new Sent(item)), $"{place}{index}."))
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Field, TargetKind Kind, long Id)> Ids(ObjectShape shape, FieldSource source, string prefix) =>
        shape.Others is { Names: { } kind }
            ? Ids(shape.Fields, source, prefix).Concat(OtherIds(shape, kind, source.Body, prefix))
            : Ids(shape.Fields, source, prefix);

    private static IEnumerable<(string Field, TargetKind Kind, long Id)> OtherIds(
        ObjectShape shape,
        TargetKind kind,
        JsonElement body,
        string prefix
    )
    {
        foreach (var (key, _) in UnknownFields.In(body, shape.Fields))
        {
            if (long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                yield return (prefix + key, kind, id);
            }
        }
    }

    private static IEnumerable<long> IdsOf(Sent sent) =>
        sent.Json.ValueKind == JsonValueKind.Array ? sent.Json.EnumerateArray().SelectMany(item => IdsOf(new Sent(item)))
        : sent.Texts is { } texts ? texts.SelectMany(text => long.TryParse(text, out var id) ? [id] : Array.Empty<long>())
        : sent.Json.ValueKind == JsonValueKind.Number && sent.Json.TryGetInt64(out var number) ? [number]
        : sent.Json.ValueKind == JsonValueKind.String
        && long.TryParse(sent.Json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var text)
            ? [text]
        : [];
}
