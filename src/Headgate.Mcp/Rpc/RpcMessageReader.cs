using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Mcp.Rpc;

/// <summary>Reads a body as one message, strictly: what two programs could read differently is no message.</summary>
internal static class RpcMessageReader
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest, AllowDuplicateProperties = true };

    /// <summary>The message, or what is wrong with the body.</summary>
    public static (RpcMessage Message, RpcFault? Fault) Read(ReadOnlyMemory<byte> body)
    {
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(body, Options).RootElement;
        }
        catch (JsonException e)
        {
            return (default, new RpcFault(Reason.BadJson, RpcFault.ParseError, $"The body is not one JSON text: {e.Message}"));
        }
        if (JsonRules.Check(root) is { Refusal: { } reason } bad)
        {
            return (default, new RpcFault(reason, RpcFault.InvalidRequest, $"{bad.Message} ({bad.Field})"));
        }
        if (root.ValueKind == JsonValueKind.Array)
        {
            return Shape("Send one message a request; batches are not taken.");
        }
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Shape("A message is a JSON object.");
        }
        var id = root.TryGetProperty("id", out var sent) ? sent : default;
        var isId =
            id.ValueKind is JsonValueKind.Undefined or JsonValueKind.String
            || (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out _));
        if (!isId)
        {
            return Shape("The id is a text or a whole number.");
        }
        if (!root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"u8))
        {
            return Shape("The member \"jsonrpc\" must be \"2.0\".", id);
        }
        if (!root.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
        {
            return Shape("The member \"method\" must be a text; this server asks nothing, so it takes no responses.", id);
        }
        var parameters = root.TryGetProperty("params", out var given) ? given : default;
        return parameters.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object
            ? (new RpcMessage(method.GetString()!, id, parameters), null)
            : (default, new RpcFault(Reason.Protocol, RpcFault.InvalidParameters, "The member \"params\" must be an object.") { Id = id });
    }

    private static (RpcMessage, RpcFault?) Shape(string message, JsonElement id = default) =>
        (default, new RpcFault(Reason.Protocol, RpcFault.InvalidRequest, message) { Id = id });
}
