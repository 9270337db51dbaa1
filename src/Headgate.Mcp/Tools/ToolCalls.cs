using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Results;
using Headgate.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools;

/// <summary>Calls tools. One that the caller could use nowhere is answered as one that does not exist.</summary>
internal sealed class ToolCalls(
    ToolTable tools,
    ForeignTools foreign,
    NamedCalls calls,
    CallOutcomes outcomes,
    CallPath path,
    McpDoorSettings settings
)
{
    private static readonly Dictionary<string, JsonElement> None = new(StringComparer.Ordinal);

    /// <summary>Calls a tool.</summary>
    /// <exception cref="McpProtocolException">The caller has no tool of that name.</exception>
    public async ValueTask<CallToolResult> CallAsync(McpCaller caller, CallToolRequestParams request, CancellationToken cancellation)
    {
        var name = request.Name;
        var arguments = request.Arguments?.AsReadOnly() ?? (IReadOnlyDictionary<string, JsonElement>)None;
        if ((tools.Find(name) ?? foreign.Find(name)) is not { } tool || ToolList.IsOff(tool, caller.Headers))
        {
            await RefuseAsync(caller, name, Reason.UnknownTool, UnknownTool.Message(name), cancellation);
            throw UnknownTool.Named(name);
        }
        if (tool.Fault(arguments) is not { } fault)
        {
            return await tool.Work(new ToolCall(calls, outcomes, caller, tool, arguments, settings), cancellation);
        }
        if (!path.MayAnywhere(caller.Caller, tool.Operation))
        {
            await RefuseAsync(caller, name, Reason.UnknownTool, UnknownTool.Message(name), cancellation);
            throw UnknownTool.Named(name);
        }
        await RefuseAsync(caller, name, Reason.BadArgument, fault, cancellation);
        return ToolResults.Error(fault);
    }

    private async ValueTask RefuseAsync(McpCaller caller, string name, Reason reason, string message, CancellationToken cancellation) =>
        await path.RefuseAsync(
            (caller.Origin with { Tool = name }).Call("CALL", name),
            new Refusal(reason, reason.Status(), message),
            cancellation,
            caller.Caller
        );
}
