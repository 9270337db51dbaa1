using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Lets pass for a time what an agent's grants do not allow.</summary>
internal sealed class ObserveAgent : IOperation<ObserveAgent.Observation>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.observe",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/observe/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Until it ends the agent may do nearly everything in the account.",
            Sentence = "{actor} changed until when agent {agent_id} is only observed",
            Summary = "Observe an agent instead of denying",
            Description =
                "Until the time that is given, at most 31 days ahead, calls that no grant of the agent allows pass, and the record says with each why it would have been denied "
                + "(\"observed\"); `headgate policy suggest` makes the least grants of it. Explicit denials, approvals, budgets, tokens for others and the gate's own administration hold all "
                + "the same. Without a time the observation ends at once.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
            Fields = new Fields<Observation>(refusesUnknown: true)
            {
                { In.Body.Time("until", "When the observation ends by itself; left out, it ends now.").Told(), (o, v) => o.Until = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Observation> input, CancellationToken cancellation)
    {
        var (agent, until) = (call.RouteLong("agent_id"), input.ApplyTo(new Observation()).Until);
        return call.Of(await call.Registry().ObserveAsync(call.AccountId, agent, until, call.Actor(), cancellation));
    }

    /// <summary>Until when.</summary>
    internal sealed class Observation
    {
        public DateTimeOffset? Until { get; set; }
    }
}
