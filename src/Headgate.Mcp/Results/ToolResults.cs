using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Wire;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Results;

/// <summary>Results of tools, in dbt's form: a list gives a block for each thing, anything else one block; beside it the same as structured content.</summary>
internal static class ToolResults
{
    /// <summary>Says of a block that it is data of a project, a warehouse or a log, and never an instruction.</summary>
    public const string DataMark = "headgate/data";

    /// <summary>One thing.</summary>
    public static CallToolResult One(JsonElement value) =>
        new()
        {
            Content = [Block(ShownJson.Text(value))],
            StructuredContent = value.ValueKind == JsonValueKind.Object ? value : Wrapped(value),
        };

    /// <summary>A list, or a page of one.</summary>
    /// <param name="items">The array.</param>
    /// <param name="offset">Where it begins in the whole.</param>
    /// <param name="total">Things in the whole; null where that is all.</param>
    public static CallToolResult List(JsonElement items, int offset = 0, long? total = null)
    {
        var result = new CallToolResult
        {
            Content =
            [
                .. items
                    .EnumerateArray()
                    .Select(item => Block(item.ValueKind == JsonValueKind.String ? item.GetString()! : ShownJson.Text(item))),
            ],
            StructuredContent = Wrapped(items),
        };
        var next = offset + items.GetArrayLength();
        if (total > next && next > offset)
        {
            result.Content.Add(
                new TextContentBlock
                {
                    Text = string.Create(
                        CultureInfo.InvariantCulture,
                        $"These are {offset + 1} to {next} of {total}; call again with offset {next} for more."
                    ),
                }
            );
        }
        return result;
    }

    /// <summary>A text.</summary>
    public static CallToolResult Text(string text) => new() { Content = [Block(text)] };

    /// <summary>The tool could not do it.</summary>
    public static CallToolResult Error(string message) => new() { Content = [new TextContentBlock { Text = message }], IsError = true };

    /// <summary>The operation was refused, or failed: what the caller is told over HTTP, and what to do about it.</summary>
    public static CallToolResult Error(Refusal refusal)
    {
        var result = Error(ErrorText(refusal));
        if (refusal.Approval is { } approval)
        {
            result.StructuredContent = JsonSerializer.SerializeToElement(
                new JsonObject { ["approval_id"] = approval, ["state"] = "waiting" }
            );
        }
        return result;
    }

    private static string ErrorText(Refusal refusal) =>
        refusal switch
        {
            { Approval: not null } => $"{refusal.Message} Then call the tool again with the same arguments.",
            { Status: HttpStatusCode.NotFound } =>
                $"{refusal.Message} There is no such thing, or it lies outside what this key may see: the list tools show what it may.",
            { RetryAfter: { } wait } => string.Create(
                CultureInfo.InvariantCulture,
                $"{refusal.Message} Wait {Math.Ceiling(wait.TotalSeconds)} s."
            ),
            { Status: HttpStatusCode.Forbidden } => $"{refusal.Message} The resource headgate://rights says what this key may do.",
            { Field: { } field } => $"{field}: {refusal.Message}",
            _ => refusal.Message,
        };

    private static TextContentBlock Block(string text) =>
        new()
        {
            Text = text,
            Meta = new JsonObject { [DataMark] = true },
        };

    /// <summary>Structured content is an object; anything else stands in one as <c>result</c>, as dbt's server has it.</summary>
    private static JsonElement Wrapped(JsonElement value)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WritePropertyName("result"u8);
            value.WriteTo(json);
            json.WriteEndObject();
        }
        return JsonElement.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
