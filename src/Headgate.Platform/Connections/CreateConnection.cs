using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Makes a connection.</summary>
internal sealed class CreateConnection : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/connections/",
            Area = Area.ConnectionsAndRepositories,
            Capability = Capabilities.Connections,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Connections),
            Suffices = ["Account Admin"],
            Risk = "Jobs can be pointed at a warehouse that somebody else runs, and send data there.",
            Target = TargetRule.Account,
            Body = BodyForm.Object,
            Sentence = "{actor} created connection \"{name}\"",
            Summary = "Create a connection",
            Description =
                "Makes a connection to a warehouse. Which fields config needs depends on adapter_version; secret ones are kept encrypted and never shown again.",
            Parameters = ConnectionTexts.BodyFields,
            Source = "openapi-v3: Create Account Connection",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var connection = new Connection { AccountId = call.AccountId, CreatedById = call.Caller.UserId };
        ConnectionInput.Create(call, connection);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Connections.Add(connection);
        await db.SaveChangesAsync(cancellation);
        return Answer.Created(ConnectionView.Of(connection), PlatformJson.Default.ConnectionView);
    }
}
