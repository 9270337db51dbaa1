using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Door;
using Headgate.Mcp.Held;
using Headgate.Mcp.Tools;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

// The seam for methods and results of extensions is the SDK's only way to tasks.
#pragma warning disable MCPEXP002

namespace Headgate.Mcp.Tasks;

/// <summary>
/// Runs as tasks of MCP (extension <c>io.modelcontextprotocol/tasks</c>): a client that knows tasks gets one for a job that it starts, asks after it and can cancel it. Each
/// question is decided anew: who may no longer see the run has no such task.
/// </summary>
internal sealed class RunTasks(
    ToolTable tools,
    NamedCalls calls,
    CallOutcomes outcomes,
    TaskIds ids,
    HeldCalls held,
    HeldTasks heldTasks,
    McpDoorSettings settings,
    TimeProvider clock
)
{
    private const string Extension = "io.modelcontextprotocol/tasks";
    internal const int PollMs = 2000;

    /// <summary>Operations that start a run.</summary>
    private static readonly string[] Starters = ["jobs.trigger", "jobs.rerun", "runs.retry"];

    /// <summary>Adds tasks to a server.</summary>
    public void Add(McpServerOptions options, ToolCalls toolCalls, IHttpContextAccessor accessor)
    {
        options.Capabilities!.Extensions = new Dictionary<string, object>(StringComparer.Ordinal) { [Extension] = new JsonObject() };
        options.Handlers.CallToolWithAlternateHandler = async (request, cancellation) =>
        {
            var caller = McpCaller.Of(accessor);
            var result = await toolCalls.CallAsync(caller, request.Params!, cancellation);
            if (
                tools.Find(request.Params!.Name) is { } asked
                && Starts(asked)
                && Knows(request.JsonRpcRequest)
                && heldTasks.Made(caller, request.Params, result) is { } waiting
            )
            {
                return ResultOrAlternate<CallToolResult>.FromAlternate(waiting, TaskJson.Default.TaskView);
            }
            if (held.Question(caller, accessor.HttpContext!.Features.Get<ReadMessage>()!.Message.Parameters, result) is { } question)
            {
                return ResultOrAlternate<CallToolResult>.FromAlternate(question, HeldJson.Default.InputRequiredView);
            }
            return
                result.IsError != true
                && tools.Find(request.Params!.Name) is { } tool
                && Starts(tool)
                && Knows(request.JsonRpcRequest)
                && RunOf(result) is { } run
                ? ResultOrAlternate<CallToolResult>.FromAlternate(Made(caller, run), TaskJson.Default.TaskView)
                : result;
        };
        options.RequestHandlers =
        [
            Handler("tasks/get", (caller, task, cancellation) => GetAsync(caller, task, cancellation)),
            Handler("tasks/update", async (caller, task, cancellation) => Acknowledged(await GetAsync(caller, task, cancellation))),
            Handler("tasks/cancel", CancelAsync),
        ];

        McpServerRequestHandler Handler(string method, Func<McpCaller, string, CancellationToken, ValueTask<JsonNode?>> work) =>
            new()
            {
                Method = method,
                RoutingNameParameter = "taskId",
                Handler = (request, cancellation) =>
                    request.Params?["taskId"] is JsonValue id && id.TryGetValue<string>(out var task)
                        ? work(McpCaller.Of(accessor), task, cancellation)
                        : throw Missing(),
            };
    }

    private async ValueTask<JsonNode?> GetAsync(McpCaller caller, string task, CancellationToken cancellation)
    {
        var (run, created, open) = await FindAsync(caller, task, mayCall: true, cancellation);
        if (open is not null)
        {
            return JsonSerializer.SerializeToNode(open, TaskJson.Default.TaskView);
        }
        var result = await WorkAsync(caller, "runs.get", run, "tasks/get", cancellation);
        var data = result.StructuredContent ?? default;
        var status = data.At("status") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0;
        var view = new TaskView
        {
            TaskId = task,
            Status = status switch
            {
                RunStatuses.Cancelled => "cancelled",
                RunStatuses.Success or RunStatuses.Error => "completed",
                _ => "working",
            },
            StatusMessage = $"{data.At("status_humanized")} {data.At("status_message")}".Trim(),
            CreatedAt = created,
            LastUpdatedAt = clock.GetUtcNow(),
            PollIntervalMs = PollMs,
            Result = status is RunStatuses.Success or RunStatuses.Error ? Ended(result, isError: status == RunStatuses.Error) : null,
        };
        return JsonSerializer.SerializeToNode(view, TaskJson.Default.TaskView);
    }

    private async ValueTask<JsonNode?> CancelAsync(McpCaller caller, string task, CancellationToken cancellation)
    {
        var (run, _, open) = await FindAsync(caller, task, mayCall: false, cancellation);
        if (open is null)
        {
            await WorkAsync(caller, "runs.cancel", run, "tasks/cancel", cancellation);
        }
        // Of a call that waits nothing is done unless the task is asked after.
        return Acknowledged(null);
    }

    private async ValueTask<(long Run, DateTimeOffset Created, TaskView? Open)> FindAsync(
        McpCaller caller,
        string task,
        bool mayCall,
        CancellationToken cancellation
    )
    {
        if (ids.Find(caller.Caller, task) is { } known)
        {
            return (known.Run, known.Created, null);
        }
        var waits = ids.FindHeld(caller.Caller, task) ?? throw Missing();
        var (run, open) = await heldTasks.FindAsync(caller, task, waits, mayCall, cancellation);
        return (run ?? 0, waits.Created, open);
    }

    private async ValueTask<CallToolResult> WorkAsync(
        McpCaller caller,
        string operation,
        long run,
        string method,
        CancellationToken cancellation
    )
    {
        var tool = tools.Of(operation);
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["run_id"] = JsonElement.Parse(run.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        };
        var result = await tool.Work(
            new ToolCall(calls, outcomes, caller, tool, arguments, settings) { RecordedAs = method },
            cancellation
        );
        return result.IsError == true
            ? throw new McpProtocolException(((TextContentBlock)result.Content[0]).Text, McpErrorCode.InvalidParams)
            : result;
    }

    private TaskView Made(McpCaller caller, JsonElement run)
    {
        var now = clock.GetUtcNow();
        return new TaskView
        {
            TaskId = ids.Of(caller.Caller, run.GetProperty("id").GetInt64(), now),
            Status = "working",
            StatusMessage = $"run {run.GetProperty("id")} is {run.At("status_humanized")}",
            CreatedAt = now,
            LastUpdatedAt = now,
            PollIntervalMs = PollMs,
            ResultType = "task",
        };
    }

    /// <summary>Whether a call of a tool starts a run, which can be a task.</summary>
    public static bool Starts(AgentTool tool) => Starters.Contains(tool.Operation.Id);

    /// <summary>Whether the client says, with this very request, that it knows tasks.</summary>
    private static bool Knows(JsonRpcRequest request) =>
        request.Params?["_meta"]?["io.modelcontextprotocol/clientCapabilities"]?["extensions"]?[Extension] is not null;

    private static JsonElement? RunOf(CallToolResult result) =>
        result.StructuredContent is { ValueKind: JsonValueKind.Object } run && run.At("id").ValueKind == JsonValueKind.Number ? run : null;

    private static JsonNode? Ended(CallToolResult result, bool isError)
    {
        result.IsError = isError;
        return JsonSerializer.SerializeToNode(result, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(CallToolResult)));
    }

    private static JsonObject Acknowledged(JsonNode? _) => new() { ["resultType"] = "complete" };

    private static McpProtocolException Missing() => new("There is no such task of this key.", McpErrorCode.InvalidParams);
}
