using Headgate.Catalogue;
using Headgate.Gate.Clients;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Clients;

/// <summary>Says what a client asks for.</summary>
internal sealed class PreviewClient : IOperation<PreviewClient.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.clients.preview",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/clients/preview/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "None: nothing is given.",
            Sentence = "{actor} looked at what a client asks for",
            Summary = "Look at what a client asks for",
            Description =
                "Shows the request with which a client has sent a browser to this server: who it says it is, and where its answer goes.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ClientRequestView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Text("request", "The request, as it stands in the address of the page.", 16_384).Required(),
                    (a, v) => a.Request = v
                },
            },
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        if (call.Service<ConnectRequests>().Open(input.ApplyTo(new Asked()).Request) is not { } request)
        {
            return new(TooLate);
        }
        var isDescribed = !request.ClientId.StartsWith(RegisteredClients.Prefix, StringComparison.Ordinal);
        return new(
            call.Ok(
                new ClientRequestView(
                    request.ClientId,
                    request.ClientName,
                    isDescribed ? new Uri(request.ClientId).Host : null,
                    request.RedirectUri,
                    call.Service<ClientAddresses>().Mcp + "/",
                    call.Service<ClientAnswers>().No(request)
                )
            )
        );
    }

    public static Answer TooLate =>
        Answer.BadRequest("request", "It was not made by this server, or is older than ten minutes. Connect once more from the client.");

    /// <summary>The request.</summary>
    internal sealed class Asked
    {
        public string Request { get; set; } = "";
    }
}
