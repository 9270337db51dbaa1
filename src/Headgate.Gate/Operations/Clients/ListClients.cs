using Headgate.Catalogue;
using Headgate.Gate.Clients;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Clients;

/// <summary>Lists the clients that act as agents.</summary>
internal sealed class ListClients : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.clients.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/clients/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows who let which program act as which agent.",
            Sentence = "{actor} listed the clients that act as agents",
            Summary = "List clients",
            Description = "Gives the clients that act as agents because somebody agreed to it, oldest first.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.ClientConnectionView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        PageFields.Of(call, await call.Service<ClientConnections>().ListAsync(call.AccountId, cancellation));
}
