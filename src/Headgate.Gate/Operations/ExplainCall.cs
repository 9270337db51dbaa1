using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Says what would be decided about a call, without making it.</summary>
internal sealed class ExplainCall : IOperation<ExplainCall.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.explain",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/explain/",
            Access = Access.Read,
            OpenToAgents = true,
            DoneHere = true,
            NeedsNoGrant = true,
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: nothing is done, taken or asked; a thing that the caller may not see is explained as one that does not exist.",
            Sentence = "{actor} asked whether a call would be allowed",
            Summary = "Would this call be allowed",
            Description =
                "Decides a call as if it were made, and makes it not: no run, no budget, no approval. It says which grant decides, or which one is missing, what a person would have to agree to, and of a run which nodes it would touch. "
                + "With agent_id an administrator asks for an agent.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ExplanationView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Text("operation", "Id of the operation, such as jobs.trigger.", 100).Required().Told(),
                    (a, v) => a.Operation = v
                },
                {
                    In.Body.Json("arguments", "Values of its path, filters and fields of its body by name, such as {\"job_id\": 7}."),
                    (a, v) => a.Arguments = v
                },
                { In.Body.Id("agent_id", "The agent that is asked about; left out, the caller.").Told(), (a, v) => a.Agent = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var about = call.Caller;
        if (asked.Agent is { } agent && (about.Kind != CallerKind.Agent || about.Id != agent))
        {
            if (about.Kind == CallerKind.Agent || !call.MayAnywhere(GetAgent.Spec))
            {
                return Answer.BadRequest("agent_id", "Only an administrator of the gate asks for others.");
            }
            if (await call.Service<AgentCallers>().FindAsync(call.AccountId, agent, cancellation) is not { } found)
            {
                return Answer.BadRequest("agent_id", $"There is no agent {agent}.");
            }
            about = found;
        }
        var explained = await call.Service<CallExplanations>()
            .ExplainAsync(call, about, asked.Operation, asked.Arguments ?? default, cancellation);
        return explained is null
            ? Answer.BadRequest("operation", $"There is no operation \"{asked.Operation}\"; the guide lists them.")
            : call.Ok(
                new ExplanationView(
                    about.Actor,
                    asked.Operation,
                    explained.Outcome,
                    explained.Reason.Code(),
                    (int)explained.Status,
                    explained.Message,
                    explained.Grant,
                    explained.Terms,
                    explained.Touches,
                    call.Caller.Kind == CallerKind.Agent ? null : explained.Nodes
                )
            );
    }

    /// <summary>The call that is asked about.</summary>
    internal sealed class Asked
    {
        public string Operation { get; set; } = "";

        public JsonElement? Arguments { get; set; }

        public long? Agent { get; set; }
    }
}
