using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Approvals;
using Headgate.Gate.Foreign;
using Headgate.Gate.Recording;
using Headgate.Gate.Upstreams.Administration;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>What the gate's operations share: the caller as the one who changes, results as answers.</summary>
internal static class GateCalls
{
    public const string Source = "headgate: the gate's own administration";

    public static readonly IReadOnlyList<string> Admin = ["Account Admin"];
    public static readonly Permission Write = Permission.Write(PermissionResource.ServiceTokens);

    public static AgentRegistry Registry(this CallContext call) => call.Service<AgentRegistry>();

    public static ChangeActor Actor(this CallContext call) =>
        new(call.Caller.Kind == CallerKind.PersonalToken ? "personal_token" : "service_token", call.Caller.Id, call.Caller.Name);

    public static Answer Of(this CallContext call, AgentResult<AgentView> result) =>
        result.Fault is { } fault ? Refusal(fault) : call.Ok(result.Value!);

    public static Answer Of(this CallContext call, AgentResult<IssuedKey> result) =>
        result.Fault is { } fault
            ? Refusal(fault)
            : call.Ok(new IssuedKeyView(result.Value!.Agent, result.Value.Key, result.Value.Secret.Reveal()));

    public static Answer Of(this CallContext call, UpstreamResult result) =>
        result.Value is { } view ? call.Ok(view)
        : result.Field is { } field ? Answer.BadRequest(field, result.Message!)
        : Answer.NotFound;

    public static ApprovalDesk Approvals(this CallContext call) => call.Service<ApprovalDesk>();

    /// <summary>The agent that calls, whose own things alone are shown; null for people.</summary>
    public static long? OwnAgent(this CallContext call) => call.Caller.Kind == CallerKind.Agent ? call.Caller.Id : null;

    public static Answer Of(this CallContext call, AgentResult<ApprovalView> result) =>
        result.Fault is { } fault ? Refusal(fault) : call.Ok(result.Value!);

    public static ForeignServers Foreign(this CallContext call) => call.Service<ForeignServers>();

    public static Answer Of(this CallContext call, AgentResult<ForeignServerView> result) =>
        result.Fault is { } fault ? Refusal(fault) : call.Ok(result.Value!);

    public static Answer Of(this CallContext call, AgentResult<ForeignToolView> result) =>
        result.Fault is { } fault ? Refusal(fault) : call.Ok(result.Value!);

    private static Answer Refusal(AgentFault fault) => fault.Field is { } field ? Answer.BadRequest(field, fault.Message) : Answer.NotFound;
}
