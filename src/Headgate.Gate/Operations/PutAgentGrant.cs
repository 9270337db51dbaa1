using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Grants something to an agent.</summary>
internal sealed class PutAgentGrant : IOperation<GrantFields>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.grants.put",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/grants/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Widens what the agent may do.",
            Sentence = "{actor} changed the grants of agent {agent_id}",
            Summary = "Grant something to an agent",
            Description =
                "Puts a grant: a capability, a level, and where it holds. It replaces the grant of the same capability at the same places; the level off removes that one. "
                + "The body is read strictly: a field that does not exist, an empty list and null are refused, and the whole account is granted only with \"everywhere\": true. "
                + "A place that matches nothing yet is granted and named in the answer as unmatched.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
            Fields = GrantFields.All,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<GrantFields> input, CancellationToken cancellation)
    {
        var (agent, grant) = (call.RouteLong("agent_id"), input.ApplyTo(new GrantFields()).Grant(input));
        return input.Refusal ?? call.Of(await call.Registry().PutGrantAsync(call.AccountId, agent, grant, call.Actor(), cancellation));
    }
}
