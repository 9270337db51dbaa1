using System.Text.Json;
using Headgate.Wire;

namespace Headgate.Mcp.Rpc;

/// <summary>A message as it came in: one request or one notification of JSON-RPC 2.0.</summary>
/// <param name="Method">The method, such as <c>tools/call</c>.</param>
/// <param name="Id">The id, as JSON; of kind Undefined for a notification.</param>
/// <param name="Parameters">The parameters; of kind Undefined where there are none.</param>
internal readonly record struct RpcMessage(string Method, JsonElement Id, JsonElement Parameters)
{
    private const string RepeatName = "headgate/idempotency-key";

    /// <summary>Whether nobody waits for an answer.</summary>
    public bool IsNotification => Id.ValueKind == JsonValueKind.Undefined;

    /// <summary>The revision of the protocol that the message says it is written in; null where it says none.</summary>
    public string? Version => Text("_meta", "io.modelcontextprotocol/protocolVersion");

    /// <summary>
    /// The name that the caller gives to the call of a tool, so that what it changes is done once: <c>_meta</c>'s <c>headgate/idempotency-key</c>. Headers of HTTP go with a
    /// client's every message, so that they name none.
    /// </summary>
    public RepeatKey? Repeat
    {
        get
        {
            var isSent =
                Method == "tools/call"
                && Parameters.ValueKind == JsonValueKind.Object
                && Parameters.TryGetProperty("_meta", out var meta)
                && meta.ValueKind == JsonValueKind.Object
                && meta.TryGetProperty(RepeatName, out _);
            return isSent ? RepeatKey.Of(Text("_meta", RepeatName)) : null;
        }
    }

    /// <summary>Whether the client sends answers to questions with the call of a tool: none of them is a person's yes.</summary>
    public bool HasClientAnswers =>
        Method == "tools/call" && Parameters.ValueKind == JsonValueKind.Object && Parameters.TryGetProperty("inputResponses", out _);

    /// <summary>What the message is about, where its method is about something by name: the tool, the prompt, the resource, the task.</summary>
    public string? Name =>
        Method switch
        {
            "tools/call" or "prompts/get" => Text("name"),
            "resources/read" => Text("uri"),
            "tasks/get" or "tasks/update" or "tasks/cancel" => Text("taskId"),
            _ => null,
        };

    /// <summary>A text of the parameters, at a path of names.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var at = Parameters;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }
        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }
}
