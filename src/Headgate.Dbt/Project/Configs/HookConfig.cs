using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Configs;

/// <summary>Hooks as written (text, map, or a list of either) in their artifact form.</summary>
internal static class HookConfig
{
    public static void Normalise(OrderedDictionary<string, object?> config)
    {
        foreach (var key in (string[])["post-hook", "pre-hook"])
        {
            if (config.TryGetValue(key, out var value))
            {
                config[key] = (value as List<object?> ?? [value]).Where(hook => hook is not null).Select(One).ToList();
            }
        }
    }

    private static object? One(object? hook)
    {
        // A hook may be JSON in text: how before_begin() and after_commit() give their hooks.
        if (hook is string text && text.TrimStart().StartsWith('{') && TryReadJson(text) is { } read)
        {
            hook = read;
        }
        var map = hook as OrderedDictionary<string, object?>;
        return new OrderedDictionary<string, object?>
        {
            ["sql"] = map is null
                ? hook as string ?? Convert.ToString(hook, System.Globalization.CultureInfo.InvariantCulture)
                : map.GetValueOrDefault("sql"),
            ["transaction"] = map?.GetValueOrDefault("transaction") ?? true,
            ["index"] = map?.GetValueOrDefault("index"),
        };
    }

    private static OrderedDictionary<string, object?>? TryReadJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
            return
                reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && PlainDataConverter.ReadMap(ref reader) is { } map
                && map.ContainsKey("sql")
                ? map
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
