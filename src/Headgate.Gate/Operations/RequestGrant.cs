using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Requests;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Asks for a grant: what an agent does with a refusal.</summary>
internal sealed class RequestGrant : IOperation<RequestGrant.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.requests.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/requests/",
            Access = Access.Read,
            OpenToAgents = true,
            DoneHere = true,
            NeedsNoGrant = true,
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None by itself: a person decides, and sees what the agent would gain.",
            Sentence = "{actor} asked for a grant",
            Summary = "Ask for a grant",
            Description =
                "Asks a person for the least grant that would allow a call, at the place that its arguments name (job_id, environment_id or project_id). The answer is the request; its status changes "
                + "when it is decided (gate.approvals.get): approve makes the grant. It waits for seven days; the same request again is counted, not repeated.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ApprovalView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Text("operation", "Id of the operation, such as jobs.trigger.", 100).Required().Told(),
                    (a, v) => a.Operation = v
                },
                { In.Body.Json("arguments", "The call's arguments by name, such as {\"job_id\": 7}."), (a, v) => a.Arguments = v },
                {
                    In
                        .Body.Text("reason", "What it is needed for; the person reads it.", 500)
                        .Required()
                        .Must(v => v?.Any(HiddenCharacter.Is) == true ? "A reason has visible characters only." : null),
                    (a, v) => a.Reason = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (call.Caller.Kind != CallerKind.Agent)
        {
            return Answer.BadRequest(
                "operation",
                "Agents ask for grants with their own keys; whoever administers the gate grants with gate.grants.put."
            );
        }
        if (call.Service<OperationCatalogue>().Operations.FirstOrDefault(o => o.Id == asked.Operation) is not { } operation)
        {
            return Answer.BadRequest("operation", $"There is no operation \"{asked.Operation}\"; the guide lists them.");
        }
        var (grant, fault) = AskedGrant.Of(operation, asked.Arguments ?? default);
        if (grant is null)
        {
            return Answer.BadRequest("arguments", fault!);
        }
        return await call.Service<GrantRequests>().AskAsync(call.Caller, grant, asked.Reason, cancellation) is { } request
            ? call.Ok(request)
            : Answer.Failure(
                HttpStatusCode.TooManyRequests,
                "Twenty of this agent's questions wait for a person already. Wait until some are answered."
            );
    }

    /// <summary>What is asked for.</summary>
    internal sealed class Asked
    {
        public string Operation { get; set; } = "";

        public JsonElement? Arguments { get; set; }

        public string Reason { get; set; } = "";
    }
}
