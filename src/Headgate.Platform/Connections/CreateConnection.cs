using Headgate.Catalogue;
using Headgate.Platform.Runs;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Makes a connection.</summary>
internal sealed class CreateConnection : IOperation<ConnectionChange>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/connections/",
            Capability = Capabilities.Connections,
            Permission = Permission.Write(PermissionResource.Connections),
            Suffices = ["Account Admin"],
            Risk = "Jobs can be pointed at a warehouse that somebody else runs, and send data there.",
            Sentence = "{actor} created connection \"{name}\"",
            Summary = "Create a connection",
            Description =
                "Makes a connection to a warehouse. Which fields config needs depends on adapter_version; secret ones are kept encrypted and never shown again.",
            Fields = ConnectionFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.ConnectionView),
            Source = "openapi-v3: Create Account Connection",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<ConnectionChange> input, CancellationToken cancellation)
    {
        var change = input.ApplyTo(new(new Connection { AccountId = call.AccountId, CreatedById = call.Caller.UserId }));
        var connection = change.Row;
        connection.AdapterVersion = change.Adapter!;
        change.ApplyConfig(input, call.Service<SecretsAtRest>());
        await change.CheckPlaceAsync(input, call.Service<RunSettings>(), call.Service<StoreSettings>(), cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Connections.Add(connection);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(ConnectionView.Of(connection));
    }
}
