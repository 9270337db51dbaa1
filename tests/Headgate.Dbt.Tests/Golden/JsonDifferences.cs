using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>Names every place where two JSON documents differ; the order of keys does not count.</summary>
internal static class JsonDifferences
{
    public static List<string> Between(JsonNode? expected, JsonNode? actual, Func<string, bool>? ignore = null)
    {
        var found = new List<string>();
        Compare("$", expected, actual, ignore ?? (_ => false), found);
        return found;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, Func<string, bool> ignore, List<string> found)
    {
        if (ignore(path))
        {
            return;
        }
        if (expected is JsonObject wanted && actual is JsonObject got)
        {
            foreach (var (key, value) in wanted)
            {
                if (got.TryGetPropertyValue(key, out var other))
                {
                    Compare($"{path}.{key}", value, other, ignore, found);
                }
                else if (!ignore($"{path}.{key}"))
                {
                    found.Add($"{path}.{key}: missing, expected {Short(value)}");
                }
            }
            foreach (var (key, value) in got)
            {
                if (!wanted.ContainsKey(key) && !ignore($"{path}.{key}"))
                {
                    found.Add($"{path}.{key}: unexpected {Short(value)}");
                }
            }
            return;
        }

        // In a semantic manifest, resources stand in the order in which dbt happened to walk the folders.
        if (expected is JsonArray && actual is JsonArray && path is "$.semantic_models" or "$.metrics" or "$.saved_queries")
        {
            Compare(path, ByName((JsonArray)expected), ByName((JsonArray)actual), ignore, found);
            return;
        }

        if (expected is JsonArray list && actual is JsonArray others && list.Count == others.Count)
        {
            // The order of a group's members is the order in which dbt happened to walk the folders.
            if (path.StartsWith("$.group_map.", StringComparison.Ordinal))
            {
                (list, others) = (Sorted(list), Sorted(others));
            }

            for (var i = 0; i < list.Count; i++)
            {
                Compare($"{path}[{i}]", list[i], others[i], ignore, found);
            }
            return;
        }

        if (!SameValue(expected, actual))
        {
            found.Add($"{path}: expected {Short(expected)}, got {Short(actual)}");
        }
    }

    private static JsonObject ByName(JsonArray resources)
    {
        var named = new JsonObject();
        foreach (var resource in resources)
        {
            named[resource!["name"]!.GetValue<string>()] = resource.DeepClone();
        }
        return named;
    }

    private static JsonArray Sorted(JsonArray texts) =>
        [.. texts.Select(text => text!.GetValue<string>()).Order(StringComparer.Ordinal).Select(text => JsonValue.Create(text))];

    private static bool SameValue(JsonNode? expected, JsonNode? actual)
    {
        if (expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number)
        {
            return expected.GetValue<double>().Equals(actual.GetValue<double>());
        }
        return JsonNode.DeepEquals(expected, actual);
    }

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length > 300 ? text[..300] + "…" : text;
    }
}
