using Headgate.Catalogue;
using Headgate.Gate.Clients;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Clients;

/// <summary>Lets a client act as an agent.</summary>
internal sealed class ConnectClient : IOperation<ConnectClient.Agreement>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.clients.connect",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/clients/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The client may do what the agent may, until somebody ends it.",
            Sentence = "{actor} let a client act as an agent",
            Summary = "Let a client act as an agent",
            Description =
                "Agrees to the request of a client: it acts as the agent from then on, within the agent's grants and at the door of MCP alone, and never as the person who agrees. The answer has the address to which "
                + "the browser goes, with a code that is good once and for a minute.",
            Source = GateCalls.Source,
            AnswersSecret = true,
            Answers = AnswerForm.Created(GateJson.Default.ConnectedClientView),
            Fields = new Fields<Agreement>(refusesUnknown: true)
            {
                {
                    In.Body.Text("request", "The request, as it stands in the address of the page.", 16_384).Required(),
                    (a, v) => a.Request = v
                },
                { In.Body.Id("agent_id", "The agent as which it acts.").Required().Told(), (a, v) => a.Agent = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Agreement> input, CancellationToken cancellation)
    {
        var agreed = input.ApplyTo(new Agreement());
        if (call.Service<ConnectRequests>().Open(agreed.Request) is not { } request)
        {
            return PreviewClient.TooLate;
        }
        var made = await call.Service<ClientConnections>().ConnectAsync(call.AccountId, agreed.Agent, request, call.Actor(), cancellation);
        return made.Value is { } client
            ? call.Ok(new ConnectedClientView(client.View, call.Service<ClientAnswers>().Yes(request, client.Code.Reveal())))
            : Answer.BadRequest("agent_id", made.Fault!.Message);
    }

    /// <summary>What is agreed to.</summary>
    internal sealed class Agreement
    {
        public string Request { get; set; } = "";

        public long Agent { get; set; }
    }
}
