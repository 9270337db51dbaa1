using System.Text.Json;

namespace Headgate.Mcp.Tools;

/// <summary>Holds the names of what was sent against those that a tool has told.</summary>
internal static class ArgumentNames
{
    private const int Longest = 60;

    /// <summary>A name that the tool does not have, or one that it needs; null where all is well.</summary>
    public static string? Fault(string tool, IReadOnlyList<ToolArgument> arguments, IReadOnlyDictionary<string, JsonElement> sent)
    {
        foreach (var name in sent.Keys)
        {
            if (!arguments.Any(a => string.Equals(a.Name, name, StringComparison.Ordinal)))
            {
                var has = arguments.Count == 0 ? "none" : string.Join(", ", arguments.Select(a => a.Name));
                return $"The tool {tool} has no argument \"{(name.Length > Longest ? name[..Longest] + "…" : name)}\"; it has {has}.";
            }
        }
        var missing = arguments.FirstOrDefault(a =>
            a.IsRequired && !(sent.TryGetValue(a.Name, out var value) && value.ValueKind != JsonValueKind.Null)
        );
        return missing is null ? null : $"The argument \"{missing.Name}\" is required: {missing.Says}";
    }
}
