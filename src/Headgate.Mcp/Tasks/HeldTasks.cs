using System.Globalization;
using System.Text.Json;
using Headgate.Mcp.Door;
using Headgate.Mcp.Held;
using Headgate.Mcp.Tools;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tasks;

/// <summary>
/// Calls that wait for a person's yes, as tasks: the client asks after the task and has nothing to send again. Once a person has agreed, the next question after it makes the call, with the
/// credential of who asks and under the question's own name, so that it is made once; from then on the task is the run that it started.
/// </summary>
internal sealed class HeldTasks(
    ToolTable tools,
    ToolCalls toolCalls,
    NamedCalls calls,
    CallOutcomes outcomes,
    TaskIds ids,
    McpDoorSettings settings,
    TimeProvider clock
)
{
    private const string Approvals = "gate.approvals.get";

    /// <summary>Longest arguments that go into the name of a task; a call with longer ones is asked about without a task.</summary>
    private const int Longest = 4096;

    /// <summary>The task of a call that is held; null where it is not, or can be none.</summary>
    public TaskView? Made(McpCaller caller, CallToolRequestParams request, CallToolResult result)
    {
        var arguments = JsonSerializer.Serialize(request.Arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal));
        if (!caller.IsStateless || HeldCalls.ApprovalOf(result) is not { } approval || arguments.Length > Longest)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var task = ids.Of(caller.Caller, new HeldTask(approval, now, request.Name, arguments));
        var made = Waiting(task, approval, now, HeldCalls.MessageOf(result));
        made.ResultType = "task";
        return made;
    }

    /// <summary>What has come of a held call.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="held">What it is about.</param>
    /// <param name="mayCall">Whether the call may be made now, where a person has agreed to it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The run that it started, or how the task stands without one.</returns>
    public async ValueTask<(long? Run, TaskView? Open)> FindAsync(
        McpCaller caller,
        string task,
        HeldTask held,
        bool mayCall,
        CancellationToken cancellation
    )
    {
        var question = await QuestionAsync(caller, held.Approval, cancellation);
        var (status, effect) = (question.At("status").GetString(), question.At("effect").GetString() ?? "");
        switch (status)
        {
            case "waiting":
            case "approved" when !mayCall:
                return (null, Waiting(task, held.Approval, held.Created, effect));
            case "approved" or "spent":
                var result = await CallAsync(caller, held, isOnlyAgain: status == "spent", cancellation);
                return RunOf(result) is { } run
                    ? (run, null)
                    : (null, Failed(task, held, $"The call was not made: {HeldCalls.MessageOf(result)}"));
            default:
                return (null, Failed(task, held, $"Approval {held.Approval} is {status}. {question.At("note").GetString()}".Trim()));
        }
    }

    private async ValueTask<CallToolResult> CallAsync(McpCaller caller, HeldTask held, bool isOnlyAgain, CancellationToken cancellation)
    {
        var name = RepeatKey.Of(string.Create(CultureInfo.InvariantCulture, $"held-task-{held.Approval}")) with
        {
            IsOnlyAgain = isOnlyAgain,
        };
        return await toolCalls.CallAsync(
            caller with
            {
                Origin = caller.Origin with { Repeat = name },
            },
            new CallToolRequestParams
            {
                Name = held.Tool,
                Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(held.Arguments),
            },
            cancellation
        );
    }

    private async ValueTask<JsonElement> QuestionAsync(McpCaller caller, long approval, CancellationToken cancellation)
    {
        var tool = tools.Of(Approvals);
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["approval_id"] = JsonSerializer.SerializeToElement(approval),
        };
        var result = await tool.Work(
            new ToolCall(calls, outcomes, caller, tool, arguments, settings) { RecordedAs = "tasks/get" },
            cancellation
        );
        return result.IsError == true
            ? throw new McpProtocolException(HeldCalls.MessageOf(result), McpErrorCode.InvalidParams)
            : result.StructuredContent ?? default;
    }

    private TaskView Waiting(string task, long approval, DateTimeOffset created, string message) =>
        View(
            task,
            created,
            "input_required",
            message,
            HeldCalls.Requests(settings, approval.ToString(CultureInfo.InvariantCulture), message)
        );

    private TaskView Failed(string task, HeldTask held, string message) => View(task, held.Created, "failed", message);

    private TaskView View(
        string task,
        DateTimeOffset created,
        string status,
        string message,
        IReadOnlyDictionary<string, InputRequiredView.Request>? requests = null
    ) =>
        new()
        {
            TaskId = task,
            Status = status,
            StatusMessage = message,
            CreatedAt = created,
            LastUpdatedAt = clock.GetUtcNow(),
            PollIntervalMs = RunTasks.PollMs,
            InputRequests = requests,
        };

    private static long? RunOf(CallToolResult result) =>
        result is { IsError: not true, StructuredContent: { ValueKind: JsonValueKind.Object } run }
        && run.At("id") is { ValueKind: JsonValueKind.Number } id
            ? id.GetInt64()
            : null;
}
