using Headgate.Catalogue;
using Headgate.Gate.Clients;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Clients;

/// <summary>Ends a client's connection to an agent.</summary>
internal sealed class DisconnectClient : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.clients.disconnect",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/clients/{client_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The client stops working until a person agrees again.",
            Sentence = "{actor} ended connection {client_id} of a client",
            Summary = "Disconnect a client",
            Description = "All tokens of the connection are refused at once.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.Int64),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var id = call.RouteLong("client_id");
        return await call.Service<ClientConnections>().EndAsync(call.AccountId, id, call.Actor(), cancellation)
            ? call.Ok(id)
            : Answer.NotFound;
    }
}
