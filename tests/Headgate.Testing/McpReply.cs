using System.Net;
using System.Text.Json;

namespace Headgate.Testing;

/// <summary>What came back through the MCP door.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Text">The body, as it came.</param>
/// <param name="Message">The last message of it; of kind Undefined where there is none.</param>
public sealed record McpReply(HttpStatusCode Status, string Text, JsonElement Message)
{
    /// <summary>The result; of kind Undefined for an error.</summary>
    public JsonElement Result => Member("result");

    /// <summary>The code of the error; null where there is a result.</summary>
    public int? ErrorCode => Member("error") is { ValueKind: JsonValueKind.Object } error ? error.GetProperty("code").GetInt32() : null;

    /// <summary>The message of the error; empty where there is a result.</summary>
    public string Error => Member("error") is { ValueKind: JsonValueKind.Object } error ? error.GetProperty("message").GetString()! : "";

    /// <summary>Whether a tool was called and did what it does.</summary>
    public bool IsDone =>
        Result.ValueKind == JsonValueKind.Object && !(Result.TryGetProperty("isError", out var failed) && failed.GetBoolean());

    /// <summary>The texts of a tool's result.</summary>
    public IReadOnlyList<string> Texts =>
        [.. Result.GetProperty("content").EnumerateArray().Select(c => c.GetProperty("text").GetString()!)];

    /// <summary>The names of listed tools.</summary>
    public IReadOnlyList<string> Tools => [.. Result.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("name").GetString()!)];

    /// <summary>The message of a body: JSON, or the last event of a stream.</summary>
    internal static JsonElement Parse(string text)
    {
        var json = text.StartsWith('{')
            ? text
            : text.Split('\n').LastOrDefault(l => l.StartsWith("data: ", StringComparison.Ordinal))?["data: ".Length..];
        return json is null ? default : JsonElement.Parse(json);
    }

    private JsonElement Member(string name) =>
        Message.ValueKind == JsonValueKind.Object && Message.TryGetProperty(name, out var value) ? value : default;
}
