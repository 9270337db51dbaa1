using System.Text.Json;
using Headgate.Mcp.Local.Commands;

namespace Headgate.Mcp.Local.Tools;

/// <summary>A call of a local tool, with arguments that fit its schema.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">What was sent.</param>
/// <param name="Commands">Runs dbt.</param>
/// <param name="Progress">Told how far the call is.</param>
internal sealed record LocalCall(string Tool, IReadOnlyDictionary<string, JsonElement> Arguments, DbtCommands Commands, Progress Progress)
{
    /// <summary>A text; null where it was not sent.</summary>
    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a switch was sent as true.</summary>
    public bool IsSet(string name) => Find(name).ValueKind == JsonValueKind.True;

    /// <summary>A whole number.</summary>
    public int Number(string name, int absent) => Find(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : absent;

    /// <summary>Some texts; null where none were sent.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;

    private JsonElement Find(string name) => Arguments.TryGetValue(name, out var value) ? value : default;
}
