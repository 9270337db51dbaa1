using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
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

    public static Answer Refusal(AgentFault fault) => fault.Field is { } field ? Answer.BadRequest(field, fault.Message) : Answer.NotFound;

    public static Answer Of(AgentResult<AgentView> result) =>
        result.Fault is { } fault ? Refusal(fault) : Answer.Ok(result.Value!, GateJson.Default.AgentView);

    public static Answer Of(AgentResult<IssuedKey> result) =>
        result.Fault is { } fault
            ? Refusal(fault)
            : Answer.Created(
                new IssuedKeyView(result.Value!.Agent, result.Value.Key, result.Value.Secret.Reveal()),
                GateJson.Default.IssuedKeyView
            );

    /// <summary>A time in the body, or null; a text that is none is noted as a problem.</summary>
    public static DateTimeOffset? Time(this BodyReader body, string field)
    {
        if (body.Text(field) is not { } text)
        {
            return null;
        }
        if (
            DateTimeOffset.TryParse(
                text,
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
        {
            return time;
        }
        body.Problem(field, "expected a time such as 2027-01-31T18:00:00Z");
        return null;
    }
}
