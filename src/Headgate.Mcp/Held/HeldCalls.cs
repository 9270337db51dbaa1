using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Rpc;
using Headgate.Wire.Sealing;
using Microsoft.AspNetCore.DataProtection;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Held;

/// <summary>
/// Calls of tools that wait for a person's yes, in MCP's own form: the client gets the address at which a person decides, and a sealed state to come back with. The state says which call is asked
/// about and nothing more: it opens nothing, and whatever the client answers to the question is no answer. Only the decision at the gate counts.
/// </summary>
internal sealed class HeldCalls(IDataProtectionProvider protection, McpDoorSettings settings, TimeProvider time)
{
    private const string State = "requestState";
    private static readonly TimeSpan Lives = TimeSpan.FromDays(7);
    private readonly SealedText _states = new(protection, "Headgate.Mcp.Held.1");

    /// <summary>Why a message may not come back with the state that it has; null where it has none, or the one of this very call.</summary>
    public RpcFault? Fault(Caller caller, RpcMessage message)
    {
        if (message.Parameters.ValueKind != JsonValueKind.Object || !message.Parameters.TryGetProperty(State, out var sent))
        {
            return null;
        }
        return
            message.Method == "tools/call" && sent.ValueKind == JsonValueKind.String && IsOf(caller, message.Parameters, sent.GetString()!)
            ? null
            : new RpcFault(
                Reason.ApprovalUnknown,
                RpcFault.InvalidParameters,
                "There is no such state of this call: send the call without requestState to ask anew."
            )
            {
                Id = message.Id,
                Status = HttpStatusCode.BadRequest,
            };
    }

    /// <summary>The question to the client of a call that is held; null where the result is another, or the client could not show it.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="parameters">The parameters of the call as they came in.</param>
    /// <param name="result">What the tool said.</param>
    public InputRequiredView? Question(McpCaller caller, JsonElement parameters, CallToolResult result)
    {
        if (!caller.IsStateless || ApprovalOf(result) is not { } approval || !ShowsAddresses(parameters))
        {
            return null;
        }
        var id = approval.ToString(CultureInfo.InvariantCulture);
        var until = time.GetUtcNow() + Lives;
        return new InputRequiredView
        {
            ResultType = "input_required",
            InputRequests = Requests(settings, id, MessageOf(result)),
            RequestState = _states.Of(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{until.ToUnixTimeSeconds()} {(int)caller.Caller.Kind} {caller.Caller.Id} {DigestOf(parameters)}"
                )
            ),
        };
    }

    /// <summary>The question that a call waits for; null where it does not.</summary>
    public static long? ApprovalOf(CallToolResult result) =>
        result is { IsError: true, StructuredContent: { ValueKind: JsonValueKind.Object } content }
        && content.TryGetProperty("approval_id", out var approval)
            ? approval.GetInt64()
            : null;

    /// <summary>What a result says.</summary>
    public static string MessageOf(CallToolResult result) =>
        result.Content is [TextContentBlock text, ..] ? text.Text : "A person has to agree to this call.";

    /// <summary>The question, in MCP's form: the address at which a person decides.</summary>
    public static IReadOnlyDictionary<string, InputRequiredView.Request> Requests(McpDoorSettings settings, string id, string message) =>
        new Dictionary<string, InputRequiredView.Request>(StringComparer.Ordinal)
        {
            ["approval"] = new("elicitation/create", new("url", $"approval-{id}", $"{settings.PublicUrl}/approvals/{id}", message)),
        };

    private bool IsOf(Caller caller, JsonElement parameters, string state) =>
        _states.Read(state)?.Split(' ') is [var until, var kind, var id, var digest]
        && time.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture)
        && kind == ((int)caller.Kind).ToString(CultureInfo.InvariantCulture)
        && id == caller.Id.ToString(CultureInfo.InvariantCulture)
        && digest == DigestOf(parameters);

    /// <summary>Whether the client says, with this very request, that it shows a person an address.</summary>
    private static bool ShowsAddresses(JsonElement parameters) =>
        parameters.TryGetProperty("_meta", out var meta)
        && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("io.modelcontextprotocol/clientCapabilities", out var capabilities)
        && capabilities.ValueKind == JsonValueKind.Object
        && capabilities.TryGetProperty("elicitation", out var elicitation)
        && elicitation.ValueKind == JsonValueKind.Object
        && elicitation.TryGetProperty("url", out _);

    /// <summary>Tool and arguments, as they were sent: a client repeats the call as it was.</summary>
    private static string DigestOf(JsonElement parameters)
    {
        var text = new StringBuilder();
        foreach (var name in (string[])["name", "arguments"])
        {
            text.Append(parameters.TryGetProperty(name, out var value) ? value.GetRawText() : "").Append('\0');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
