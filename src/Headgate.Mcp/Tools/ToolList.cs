using Headgate.Mcp.Door;
using Headgate.Mcp.Rpc;
using Headgate.Wire;
using ModelContextProtocol;

namespace Headgate.Mcp.Tools;

/// <summary>The tools that a caller has: those whose operation it may call somewhere, then the foreign ones that it may call. Asking for them is a call like any other, decided and recorded.</summary>
internal sealed class ToolList(ToolTable tools, ForeignTools foreign, NamedCalls calls, CallPath path)
{
    /// <summary>The operation that says what a caller may do.</summary>
    public const string Rights = "gate.rights.get";

    /// <summary>The tools of a caller, without those that its client has switched off.</summary>
    /// <exception cref="McpProtocolException">The call was refused.</exception>
    public async ValueTask<IReadOnlyList<AgentTool>> OfAsync(McpCaller caller, CancellationToken cancellation)
    {
        var (call, end) = await calls.CallAsync(caller.Origin with { Tool = "tools/list" }, Rights, [], cancellation);
        IReadOnlyList<AgentTool> listed =
        [
            .. tools.All.Where(t => path.MayAnywhere(caller.Caller, t.Operation) && !IsOff(t, caller.Headers)),
            .. end.Refusal is null ? (await foreign.OfAsync(caller, cancellation)).Where(t => !IsOff(t, caller.Headers)) : [],
        ];
        end.Answer?.WithAlso($"it was shown {listed.Count} tools");
        return (end.Refusal ?? await calls.RecordAsync(call, end, 0, cancellation)) is { } refusal
            ? throw new McpProtocolException(refusal.Message, (McpErrorCode)RpcFault.Refused)
            : listed;
    }

    /// <summary>Whether the client has switched a tool off by dbt's headers, which narrow and never widen.</summary>
    public static bool IsOff(AgentTool tool, DbtHeaders headers) =>
        headers.DisabledTools.Contains(tool.Name) || headers.DisabledToolsets.Contains(tool.Toolset);
}
