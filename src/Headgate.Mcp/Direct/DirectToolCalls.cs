using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Rpc;
using Headgate.Mcp.Tasks;
using Headgate.Mcp.Tools;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Direct;

/// <summary>
/// Answers calls of tools without the SDK's server, which is made anew for each message and costs more than the call (decision 0009). What could not be told apart through
/// the SDK cannot be told apart here either: unknown tools and those that a caller may use nowhere go the same way.
/// </summary>
internal sealed class DirectToolCalls(ToolTable tools, ToolCalls calls, CallPath path, McpDoorSettings settings)
{
    private static readonly JsonTypeInfo<CallToolRequestParams> RequestForm = Form<CallToolRequestParams>();
    private static readonly JsonTypeInfo<CallToolResult> ResultForm = Form<CallToolResult>();

    /// <summary>Each result of the revision without sessions says which server it is from.</summary>
    private readonly JsonNode _identity = JsonSerializer.SerializeToNode(settings.Identity, Form<Implementation>())!;

    /// <summary>Answers a call of a tool; anything else goes on.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var caller = http.Features.Get<McpCaller>();
        var message = http.Features.Get<ReadMessage>()?.Message ?? default;
        if (caller is null || message.Method != "tools/call" || IsForTheSdk(caller, message))
        {
            await next(http);
            return;
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        bytes.Write("event: message\ndata: "u8);
        await using (var json = new Utf8JsonWriter(bytes))
        {
            try
            {
                var request = message.Parameters.Deserialize(RequestForm)!;
                Write(json, message.Id, await calls.CallAsync(caller, request, http.RequestAborted), caller.IsStateless);
            }
            catch (McpProtocolException e)
            {
                new RpcFault(Reason.UnknownTool, (int)e.ErrorCode, e.Message) { Id = message.Id }.Write(json);
            }
            catch (JsonException e)
            {
                new RpcFault(Reason.BadArgument, RpcFault.InvalidParameters, $"The parameters are none of tools/call: {e.Message}")
                {
                    Id = message.Id,
                }.Write(json);
            }
        }
        bytes.Write("\n\n"u8);
        // One event, as the SDK answers: JSON has no line end of its own in it.
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache,no-store";
        http.Response.ContentLength = bytes.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(bytes.WrittenMemory, http.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, JsonElement id, CallToolResult result, bool isStateless)
    {
        if (isStateless)
        {
            result.ResultType = "complete";
            result.Meta = new JsonObject { ["io.modelcontextprotocol/serverInfo"] = _identity.DeepClone() };
        }
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        id.WriteTo(json);
        json.WritePropertyName("result"u8);
        JsonSerializer.Serialize(json, result, ResultForm);
        json.WriteEndObject();
    }

    /// <summary>Whether the answer may be something else than a tool's result, or the tool none of ours.</summary>
    private bool IsForTheSdk(McpCaller caller, RpcMessage message) =>
        message.Name is not { } name
        || (settings.WholeProtocol && tools.Find(name) is null)
        || (tools.Find(name) is { } tool && RunTasks.Starts(tool) && path.MayAnywhere(caller.Caller, tool.Operation));

    private static JsonTypeInfo<T> Form<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
