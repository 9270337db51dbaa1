using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>
/// Checks JSON against the published schemas of dbt's artifacts. It knows the words that those schemas use, and fails on any other, so that
/// nothing passes unchecked.
/// </summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Silent =
    [
        "$schema",
        "$id",
        "title",
        "default",
        "description",
        "$defs",
        "propertyNames",
        "format",
    ];

    /// <summary>What is wrong, one line each.</summary>
    public static IReadOnlyList<string> Errors(JsonNode? value, JsonObject schema)
    {
        var errors = new List<string>();
        Check(value, schema, schema, "$", errors);
        return errors;
    }

    private static void Check(JsonNode? value, JsonObject schema, JsonObject root, string path, List<string> errors)
    {
        foreach (var (word, rule) in schema)
        {
            switch (word)
            {
                case "type" when !HasType(value, rule!):
                    errors.Add($"{path}: expected {rule}, got {Kind(value)}");
                    return;
                case "enum" when !rule!.AsArray().Any(e => JsonNode.DeepEquals(e, value)):
                    errors.Add($"{path}: {value} is not among {rule.ToJsonString()}");
                    break;
                case "pattern" when value is JsonValue text && !Regex.IsMatch(text.ToString(), (string)rule!, RegexOptions.NonBacktracking):
                    errors.Add($"{path}: {value} does not match {rule}");
                    break;
                case "const" when !JsonNode.DeepEquals(rule, value):
                    errors.Add($"{path}: {value} is not {rule}");
                    break;
                case "anyOf" when !rule!.AsArray().Any(s => Fits(value, s!.AsObject(), root)):
                    errors.Add($"{path}: fits none of the alternatives: {value?.ToJsonString()}");
                    break;
                case "required" when value is JsonObject owner:
                    errors.AddRange(
                        rule!.AsArray().Select(r => (string)r!).Where(r => !owner.ContainsKey(r)).Select(r => $"{path}: {r} is missing")
                    );
                    break;
                case "properties" when value is JsonObject owner:
                    foreach (var (name, inner) in rule!.AsObject().Where(p => owner.ContainsKey(p.Key)))
                    {
                        Check(owner[name], inner!.AsObject(), root, $"{path}.{name}", errors);
                    }
                    break;
                case "additionalProperties" when value is JsonObject owner:
                    CheckOthers(owner, rule!, schema, root, path, errors);
                    break;
                case "items" when value is JsonArray list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        Check(list[i], rule!.AsObject(), root, $"{path}[{i}]", errors);
                    }
                    break;
                case "prefixItems" when value is JsonArray list:
                    for (var i = 0; i < Math.Min(list.Count, rule!.AsArray().Count); i++)
                    {
                        Check(list[i], rule.AsArray()[i]!.AsObject(), root, $"{path}[{i}]", errors);
                    }
                    break;
                case "minItems" when value is JsonArray list && list.Count < (int)rule!:
                case "maxItems" when value is JsonArray tooLong && tooLong.Count > (int)rule!:
                    errors.Add($"{path}: wrong number of items");
                    break;
                case "$ref":
                    Check(value, Referenced((string)rule!, root), root, path, errors);
                    break;
                default:
                    if (!Silent.Contains(word) && !IsKnown(word))
                    {
                        errors.Add($"{path}: the schema uses '{word}', which this check does not know");
                    }
                    break;
            }
        }
    }

    private static void CheckOthers(JsonObject owner, JsonNode rule, JsonObject schema, JsonObject root, string path, List<string> errors)
    {
        var named = schema["properties"]?.AsObject().Select(p => p.Key).ToHashSet() ?? [];
        foreach (var (name, value) in owner.Where(p => !named.Contains(p.Key)))
        {
            if (rule is JsonObject inner)
            {
                Check(value, inner, root, $"{path}.{name}", errors);
            }
            else if (!(bool)rule)
            {
                errors.Add($"{path}: {name} is not allowed");
            }
        }
    }

    private static bool IsKnown(string word) =>
        word
            is "type"
                or "enum"
                or "const"
                or "anyOf"
                or "required"
                or "properties"
                or "additionalProperties"
                or "items"
                or "prefixItems"
                or "minItems"
                or "maxItems"
                or "pattern";

    private static bool Fits(JsonNode? value, JsonObject schema, JsonObject root)
    {
        var errors = new List<string>();
        Check(value, schema, root, "", errors);
        return errors.Count == 0;
    }

    private static JsonObject Referenced(string reference, JsonObject root) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)root, (node, part) => node[part]!).AsObject();

    private static bool HasType(JsonNode? value, JsonNode type) =>
        type is JsonArray types
            ? types.Any(t => HasType(value, t!))
            : Kind(value) == (string)type! || ((string)type! == "number" && Kind(value) == "integer");

    private static string Kind(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or System.Text.Json.JsonValueKind.Null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
            _ => "boolean",
        };
}
