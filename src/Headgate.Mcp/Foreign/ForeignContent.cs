using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Foreign;

/// <summary>
/// A foreign tool's result, as far as it can be handed on: texts, pictures and sounds as they are, addresses and files as texts. What it says about itself (marks, hints for
/// the client, states to be sent back) is left out.
/// </summary>
internal static class ForeignContent
{
    private const int MostBlocks = 10_000;

    /// <summary>The result, with the secrets of the server masked.</summary>
    /// <exception cref="ForeignFault">It is no result of a tool.</exception>
    public static JsonElement Of(JsonNode? result, SecretTexts secrets, string server)
    {
        if (secrets.Mask(result) is not JsonObject given || given["content"] is not JsonArray blocks || IsUnfinished(given))
        {
            throw new ForeignFault($"The foreign server \"{server}\" answered with something that is no result of a tool.");
        }
        if (blocks.Count > MostBlocks)
        {
            throw new ForeignFault(
                $"The foreign server \"{server}\" answered with {blocks.Count} blocks, more than the {MostBlocks} that a result may have. Ask its tool for less.",
                HttpStatusCode.RequestEntityTooLarge
            );
        }
        var shown = new JsonObject { ["content"] = new JsonArray([.. blocks.Select(b => (JsonNode)Marked(Block(b as JsonObject)))]) };
        if (given["structuredContent"] is JsonObject structured)
        {
            shown["structuredContent"] = structured.DeepClone();
        }
        if (given["isError"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True)
        {
            shown["isError"] = true;
        }
        return JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(shown));
    }

    private static bool IsUnfinished(JsonObject result) => Text(result, "resultType") is not (null or "complete");

    private static JsonObject Marked(JsonObject block)
    {
        block["_meta"] = new JsonObject { [ToolResults.DataMark] = true };
        return block;
    }

    private static JsonObject Block(JsonObject? block) =>
        (block is null ? null : Text(block, "type")) switch
        {
            "text" => OfText(Text(block!, "text") ?? ""),
            "image" => Media(block!, "image"),
            "audio" => Media(block!, "audio"),
            "resource_link" => OfText($"A link to a resource of the foreign server, {Text(block!, "uri")}: {Text(block!, "name")}"),
            "resource" when block!["resource"] is JsonObject resource => Resource(resource),
            _ => OfText("A block of a kind that is not handed on was left out."),
        };

    private static JsonObject Media(JsonObject block, string type) =>
        Text(block, "data") is { } data
        && Text(block, "mimeType") is { Length: < 100 } mime
        && mime.StartsWith(type + "/", StringComparison.OrdinalIgnoreCase)
        && System.Buffers.Text.Base64.IsValid(data)
            ? new JsonObject
            {
                ["type"] = type,
                ["data"] = data,
                ["mimeType"] = mime,
            }
            : OfText($"A block said to be {type} that is none was left out.");

    private static JsonObject Resource(JsonObject resource)
    {
        var of = $"Resource {Text(resource, "uri")} of the foreign server";
        return Text(resource, "text") is { } text
            ? OfText($"{of}:\n{text}")
            : OfText(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{of}: {Encoding.UTF8.GetByteCount(Text(resource, "blob") ?? "") / 4 * 3} bytes that are no text were left out."
                )
            );
    }

    private static JsonObject OfText(string text) => new() { ["type"] = "text", ["text"] = text };

    private static string? Text(JsonObject value, string name) =>
        value[name] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
}
