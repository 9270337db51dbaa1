using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Mcp.Rpc;

/// <summary>Why a message is not taken: an error of JSON-RPC, the status of HTTP that goes with it, and the reason for the record.</summary>
/// <param name="Reason">The reason, for the record.</param>
/// <param name="Code">The code of JSON-RPC.</param>
/// <param name="Message">For the caller.</param>
internal sealed record RpcFault(Reason Reason, int Code, string Message)
{
    /// <summary>The body is no JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>The message has not the form of one.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>There is no such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The method does not take these parameters.</summary>
    public const int InvalidParameters = -32602;

    /// <summary>Nobody is known, or the door is closed for now: MCP has no code for that, so one outside JSON-RPC's own.</summary>
    public const int Refused = -31000;

    /// <summary>A header says something else than the body.</summary>
    public const int HeaderMismatch = -32020;

    /// <summary>The revision of the protocol is not served.</summary>
    public const int UnsupportedVersion = -32022;

    /// <summary>The id of the message, where it could be read.</summary>
    public JsonElement Id { get; init; }

    /// <summary>What else the error says; null for nothing.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>The status of HTTP, where it is not the reason's own.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The refusal for the record.</summary>
    public Refusal ToRefusal() => new(Reason, Status ?? Reason.Status(), Message);

    /// <summary>The fault of a refusal.</summary>
    public static RpcFault Of(Refusal refusal, JsonElement id = default) =>
        new(refusal.Reason, Refused, refusal.Message) { Id = id, Status = refusal.Status };

    /// <summary>The error as a message.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        if (Id.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            Id.WriteTo(json);
        }
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, Code);
        json.WriteString("message"u8, Message);
        if (Data is not null)
        {
            json.WritePropertyName("data"u8);
            Data.WriteTo(json);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
