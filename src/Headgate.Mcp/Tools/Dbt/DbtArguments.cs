using System.Text.Json;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary>Arguments on their way to an operation.</summary>
internal static class DbtArguments
{
    /// <summary>What was sent, without what was sent as null, and with more where nothing was sent.</summary>
    public static Dictionary<string, JsonElement> With(this ToolCall call, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var all = call.Arguments.Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                all.TryAdd(name, Element(value));
            }
        }
        return all;
    }

    private static JsonElement Element(object value) =>
        value switch
        {
            JsonElement element => element,
            string text => JsonElement.Parse(System.Text.Json.Nodes.JsonValue.Create(text).ToJsonString()),
            long number => JsonElement.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            string[] texts => JsonElement.Parse(
                new System.Text.Json.Nodes.JsonArray([.. texts.Select(t => (System.Text.Json.Nodes.JsonNode)t)]).ToJsonString()
            ),
            _ => throw new ArgumentException($"{value.GetType().Name} is no argument.", nameof(value)),
        };
}
