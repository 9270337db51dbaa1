using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Steps;

/// <summary>
/// How warehouses of environments are read outside of runs: with the environment's deployment credentials, or those that the project has for metrics, from what the last run
/// published.
/// </summary>
internal sealed class EnvironmentWarehouses(
    IDbContextFactory<HeadgateDb> databases,
    SecretsAtRest secrets,
    StoreSettings store,
    PublishedWarehouses published
) : IWarehouseTargets
{
    public ValueTask<WarehouseTarget?> FindAsync(long environmentId, CancellationToken cancellation) =>
        FindAsync(environmentId, static (_, _, _) => ValueTask.FromResult<SemanticLayerSignIn?>(null), cancellation);

    public ValueTask<WarehouseTarget?> FindForMetricsAsync(long environmentId, long? serviceTokenId, CancellationToken cancellation) =>
        FindAsync(
            environmentId,
            (db, project, connection) => SemanticLayerSignIn.FindAsync(db, project, connection, serviceTokenId, cancellation),
            cancellation
        );

    private async ValueTask<WarehouseTarget?> FindAsync(
        long environmentId,
        Func<HeadgateDb, long, Connection, ValueTask<SemanticLayerSignIn?>> find,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var environment = await db.Environments.SingleOrDefaultAsync(row => row.Id == environmentId, cancellation);
        if (environment is null)
        {
            return null;
        }
        var connectionId =
            environment.ConnectionId
            ?? await db.Projects.Where(row => row.Id == environment.ProjectId).Select(row => row.ConnectionId).SingleAsync(cancellation);
        var connection = await db.Connections.SingleOrDefaultAsync(
            row => row.Id == connectionId && row.State == RowState.Active,
            cancellation
        );
        if (connection is null)
        {
            return null;
        }
        var signIn = await find(db, environment.ProjectId, connection);
        var credential = await db.Credentials.SingleOrDefaultAsync(
            row => row.Id == environment.CredentialsId && row.State == RowState.Active,
            cancellation
        );
        var attributes = await db
            .ExtendedAttributes.Where(row => row.Id == environment.ExtendedAttributesId && row.State == RowState.Active)
            .Select(row => row.Attributes)
            .SingleOrDefaultAsync(cancellation);
        if (signIn is not null)
        {
            // Of the environment's own credentials only where its models lie stays: neither its user nor its password.
            credential = new Credential { Schema = credential?.Schema };
        }
        var output = ProfileOutput.ForReading(connection, credential, attributes, ProfileSecrets.Of(connection, credential, secrets));
        signIn?.WriteTo(output, secrets);
        var (id, refusal) = (signIn?.Row?.Id, signIn?.Refusal);
        if (WarehouseFile.Of(connection, store) is not { } file)
        {
            return new WarehouseTarget(output) { SemanticLayerCredentialsId = id, Refusal = refusal };
        }
        var copy = published.Newest(file);
        output[Adapters.WarehouseKinds.Of(connection.AdapterVersion)!.File!.Setting] = copy?.File;
        return new WarehouseTarget(output)
        {
            File = copy?.File,
            Version = copy?.Run,
            IsUnpublished = copy is null,
            SemanticLayerCredentialsId = id,
            Refusal = refusal,
        };
    }
}
