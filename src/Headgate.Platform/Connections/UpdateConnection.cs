using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Changes a connection.</summary>
internal sealed class UpdateConnection : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.update",
            Method = "PATCH",
            Route = "/api/v3/accounts/{account_id:long}/connections/{connection_id:long}/",
            Area = Area.ConnectionsAndRepositories,
            Capability = Capabilities.Connections,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Connections),
            Suffices = ["Account Admin"],
            Risk = "Every job that uses the connection goes to another warehouse from its next run on.",
            Target = TargetRule.Of(TargetKind.Connection, "connection_id"),
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            Summary = "Update a connection",
            Description = "Changes only the fields that are given, inside config too. The adapter cannot change.",
            Parameters = ConnectionTexts.BodyFields,
            Source = "openapi-v3: Update Account Connection",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("connection_id");
        var connection = await db.Connections.FirstOrDefaultAsync(c => c.Id == id && c.State == RowState.Active, cancellation);
        if (connection is null)
        {
            return Answer.NotFound;
        }
        ConnectionInput.Change(call, connection);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await db.SaveChangesAsync(cancellation);
        return Answer.Ok(ConnectionView.Of(connection), PlatformJson.Default.ConnectionView);
    }
}
