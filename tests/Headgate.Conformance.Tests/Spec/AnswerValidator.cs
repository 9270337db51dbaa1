using System.Globalization;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Headgate.Conformance.Tests.Spec;

/// <summary>Checks an answer against a schema of the official description: types, choices, and that every named field is there.</summary>
internal sealed class AnswerValidator(OfficialSpec spec)
{
    private readonly List<string> _faults = [];

    /// <summary>All that does not fit, each with its place.</summary>
    public static IReadOnlyList<string> Faults(OfficialSpec spec, YamlMappingNode schema, JsonElement answer)
    {
        var validator = new AnswerValidator(spec);
        validator.Check(schema, answer, "$");
        return validator._faults;
    }

    private void Check(YamlMappingNode given, JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Null && Departures.NullIsAllowedEverywhere)
        {
            return;
        }
        var (schema, name) = spec.Resolve(given);
        if (name is not null && Departures.Unchecked.ContainsKey(name))
        {
            return;
        }
        if (name is not null && Departures.PrintedAsOne.ContainsKey(name) && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Check(given, item, at + "[]");
            }
            return;
        }
        foreach (var part in OfficialSpec.List(schema, "allOf")?.OfType<YamlMappingNode>() ?? [])
        {
            Check(part, value, at);
        }
        if ((OfficialSpec.List(schema, "oneOf") ?? OfficialSpec.List(schema, "anyOf")) is { } choices)
        {
            CheckChoices(choices, value, at);
        }
        if (OfficialSpec.List(schema, "enum") is { } words && !words.OfType<YamlScalarNode>().Any(w => w.Value == Plain(value)))
        {
            _faults.Add($"{at}: {value.GetRawText()} is none of the {words.Children.Count} values of {name ?? "the field"}");
        }
        CheckType(schema, name, value, at);
    }

    private void CheckChoices(YamlSequenceNode choices, JsonElement value, string at)
    {
        var fits = choices.OfType<YamlMappingNode>().Any(choice => Faults(spec, choice, value).Count == 0);
        // A configuration of an adapter may lack optional fields; the required ones were asked for at creation.
        if (!fits && value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{at}: {value.GetRawText()} fits none of the {choices.Children.Count} choices");
        }
    }

    private void CheckType(YamlMappingNode schema, string? name, JsonElement value, string at)
    {
        switch (OfficialSpec.Text(schema, "type"))
        {
            case "object":
                CheckObject(schema, name, value, at);
                break;
            case "array" when value.ValueKind == JsonValueKind.Array:
                var items = OfficialSpec.Map(schema, "items");
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (items is not null)
                    {
                        Check(items, item, $"{at}[{index++}]");
                    }
                }
                break;
            case "array":
                _faults.Add($"{at}: a list is required, not {value.ValueKind}");
                break;
            case "integer" when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _):
                _faults.Add($"{at}: an integer is required, not {value.GetRawText()}");
                break;
            case "boolean" when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                _faults.Add($"{at}: a boolean is required, not {value.GetRawText()}");
                break;
            case "string" when value.ValueKind != JsonValueKind.String:
                _faults.Add($"{at}: a string is required, not {value.GetRawText()}");
                break;
            case "string" when OfficialSpec.Text(schema, "format") is "date-time" && !IsTime(value.GetString()!):
                _faults.Add($"{at}: {value.GetRawText()} is no time");
                break;
        }
    }

    private void CheckObject(YamlMappingNode schema, string? name, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"{at}: an object is required, not {value.ValueKind}");
            return;
        }
        foreach (var property in OfficialSpec.Map(schema, "properties")?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
        {
            var field = ((YamlScalarNode)property.Key).Value!;
            if (value.TryGetProperty(field, out var inner))
            {
                Check((YamlMappingNode)property.Value, inner, $"{at}.{field}");
            }
            else if (!Departures.LeftOut.ContainsKey($"{name}.{field}"))
            {
                _faults.Add($"{at}.{field}: the field of {name ?? "the object"} is missing");
            }
        }
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool IsTime(string text) =>
        (text.Contains('T', StringComparison.Ordinal) || Departures.TimesMayHaveABlank)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
