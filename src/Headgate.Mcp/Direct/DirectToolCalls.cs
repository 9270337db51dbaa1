using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Held;
using Headgate.Mcp.Rpc;
using Headgate.Mcp.Tasks;
using Headgate.Mcp.Tools;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Direct;

/// <summary>
/// Answers calls of tools without the SDK's server, which is made anew for each message and costs more than the call (decision 0009). What could not be told apart through
/// the SDK cannot be told apart here either: unknown tools and those that a caller may use nowhere go the same way.
/// </summary>
internal sealed class DirectToolCalls(ToolTable tools, ToolCalls calls, HeldCalls held, CallPath path, McpDoorSettings settings)
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
        if (caller is not null && !settings.WholeProtocol && held.Fault(caller.Caller, message) is { } fault)
        {
            var call = caller.Origin.Call(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            var end = await path.RefuseAsync(call, fault.ToRefusal(), http.RequestAborted, caller.Caller);
            var told = end.Refusal!.Reason == fault.Reason ? fault : RpcFault.Of(end.Refusal, fault.Id);
            await AnswerAsync(
                http,
                json =>
                {
                    told.Write(json);
                    return Task.CompletedTask;
                }
            );
            return;
        }
        if (caller is null || message.Method != "tools/call" || IsForTheSdk(caller, message))
        {
            await next(http);
            return;
        }
        await AnswerAsync(http, json => CallAsync(http, caller, message, json));
    }

    private async Task CallAsync(HttpContext http, McpCaller caller, RpcMessage message, Utf8JsonWriter json)
    {
        try
        {
            var request = message.Parameters.Deserialize(RequestForm)!;
            var result = await calls.CallAsync(caller, request, http.RequestAborted);
            if (held.Question(caller, message.Parameters, result) is { } question)
            {
                Write(json, message.Id, question, HeldJson.Default.InputRequiredView, isStateless: true);
            }
            else
            {
                result.ResultType = caller.IsStateless ? "complete" : null;
                Write(json, message.Id, result, ResultForm, caller.IsStateless);
            }
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

    private static async Task AnswerAsync(HttpContext http, Func<Utf8JsonWriter, Task> write)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        bytes.Write("event: message\ndata: "u8);
        await using (var json = new Utf8JsonWriter(bytes))
        {
            await write(json);
        }
        bytes.Write("\n\n"u8);
        // One event, as the SDK answers: JSON has no line end of its own in it.
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache,no-store";
        http.Response.ContentLength = bytes.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(bytes.WrittenMemory, http.RequestAborted);
    }

    private void Write<T>(Utf8JsonWriter json, JsonElement id, T result, JsonTypeInfo<T> form, bool isStateless)
        where T : Result
    {
        if (isStateless)
        {
            result.Meta = new JsonObject { ["io.modelcontextprotocol/serverInfo"] = _identity.DeepClone() };
        }
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        id.WriteTo(json);
        json.WritePropertyName("result"u8);
        JsonSerializer.Serialize(json, result, form);
        json.WriteEndObject();
    }

    /// <summary>Whether the answer may be something else than a tool's result, or the tool none of ours.</summary>
    private bool IsForTheSdk(McpCaller caller, RpcMessage message) =>
        message.Name is not { } name
        || (settings.WholeProtocol && tools.Find(name) is null)
        || (tools.Find(name) is { } tool && RunTasks.Starts(tool) && path.MayAnywhere(caller.Caller, tool.Operation));

    private static JsonTypeInfo<T> Form<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
