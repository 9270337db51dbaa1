using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Connections;

/// <summary>Reads one connection.</summary>
internal sealed class GetConnection : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/connections/{connection_id:long}/",
            Capability = Capabilities.Connections,
            Permission = Permission.Read(PermissionResource.Connections),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows host name, database and warehouse; never passwords or keys.",
            Sentence = "{actor} read {target}",
            Summary = "Get a connection",
            Description = "One connection with its configuration, without the secret fields.",
            Answers = AnswerForm.One(PlatformJson.Default.ConnectionView),
            Source = "openapi-v3: Retrieve Account Connection",
            Envelope = EnvelopeForm.Extended,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(ConnectionView.Of((Connection)call.Target.Row!)));
}
