using Headgate.Catalogue;
using Headgate.Platform.Runs;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Changes a connection.</summary>
internal sealed class UpdateConnection : IOperation<ConnectionChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.update",
            Method = "PATCH",
            Route = "/api/v3/accounts/{account_id:long}/connections/{connection_id:long}/",
            Capability = Capabilities.Connections,
            Permission = Permission.Write(PermissionResource.Connections),
            Suffices = ["Account Admin"],
            Risk = "Every job that uses the connection goes to another warehouse from its next run on.",
            Sentence = "{actor} updated {target}",
            Summary = "Update a connection",
            Description = "Changes only the fields that are given, inside config too. The adapter cannot change.",
            Fields = ConnectionFields.Change,
            Answers = AnswerForm.One(PlatformJson.Default.ConnectionView),
            Source = "openapi-v3: Update Account Connection",
            Envelope = EnvelopeForm.Extended,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ConnectionChange> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Connections, RowTargets.Of, cancellation) is not { } connection)
        {
            return Answer.NotFound;
        }
        var change = input.ApplySentTo(new(connection));
        if (change.Adapter is { } adapter && adapter != connection.AdapterVersion)
        {
            input.Problem("adapter_version", $"the adapter of a connection cannot change; it is {connection.AdapterVersion}");
        }
        change.ApplyConfig(input, call.Service<SecretsAtRest>());
        await change.CheckPlaceAsync(input, call.Service<RunSettings>(), call.Service<StoreSettings>(), cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await db.SaveChangesAsync(cancellation);
        return call.Ok(ConnectionView.Of(connection));
    }
}
