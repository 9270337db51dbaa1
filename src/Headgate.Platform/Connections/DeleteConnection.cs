using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Deletes a connection.</summary>
internal sealed class DeleteConnection : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/connections/{connection_id:long}/",
            Capability = Capabilities.Connections,
            Permission = Permission.Write(PermissionResource.Connections),
            Suffices = ["Account Admin"],
            Risk = "Its configuration and secrets are gone from view.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a connection",
            Description = "Removes a connection that no environment uses; otherwise it is refused with 400.",
            Answers = AnswerForm.One(PlatformJson.Default.ConnectionView),
            Source = "openapi-v3: Destroy Account Connection",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Connections, RowTargets.Of, cancellation) is not { } connection)
        {
            return Answer.NotFound;
        }
        var used = await db.Environments.CountAsync(e => e.ConnectionId == connection.Id && e.State == RowState.Active, cancellation);
        if (used > 0)
        {
            return Answer.RuleBroken(
                $"The connection is used by {used} environment{(used == 1 ? "" : "s")}. Give them another connection first."
            );
        }
        connection.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        return call.Ok(ConnectionView.Of(connection));
    }
}
