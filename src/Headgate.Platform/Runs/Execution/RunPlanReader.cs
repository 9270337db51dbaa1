using Headgate.Platform.EnvironmentVariables;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Reads a run's plan.</summary>
public sealed class RunPlanReader(IDbContextFactory<HeadgateDb> databases, SecretsAtRest secrets)
{
    internal async Task<RunPlan> ReadAsync(Run run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var job = await db.Jobs.SingleAsync(row => row.Id == run.JobDefinitionId, cancellation);
        var environment = await db.Environments.SingleAsync(row => row.Id == run.EnvironmentId, cancellation);
        var project = await db.Projects.SingleAsync(row => row.Id == run.ProjectId, cancellation);
        var repositoryId = environment.RepositoryId ?? project.RepositoryId;
        var connectionId = environment.ConnectionId ?? project.ConnectionId;
        return new()
        {
            Run = run,
            Job = job,
            Environment = environment,
            Project = project,
            Trigger = await db.RunTriggers.SingleAsync(row => row.Id == run.TriggerId, cancellation),
            Account = await db.Accounts.SingleAsync(row => row.Id == run.AccountId, cancellation),
            Repository = await db.Repositories.SingleOrDefaultAsync(
                row => row.Id == repositoryId && row.State == RowState.Active,
                cancellation
            ),
            Connection = await db.Connections.SingleOrDefaultAsync(
                row => row.Id == connectionId && row.State == RowState.Active,
                cancellation
            ),
            Credential = await db.Credentials.SingleOrDefaultAsync(
                row => row.Id == environment.CredentialsId && row.State == RowState.Active,
                cancellation
            ),
            ExtendedAttributes = await db
                .ExtendedAttributes.Where(row => row.Id == environment.ExtendedAttributesId && row.State == RowState.Active)
                .Select(row => row.Attributes)
                .SingleOrDefaultAsync(cancellation),
            Terms = await db.RunTerms.Where(row => row.RunId == run.Id).Select(row => row.Terms).SingleOrDefaultAsync(cancellation),
            Variables = await VariablesAsync(db, run, cancellation),
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> VariablesAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var row in await VariableTypes.OfRunsAsync(
                db.EnvironmentVariables,
                run.ProjectId,
                run.EnvironmentId,
                run.JobDefinitionId,
                cancellation
            )
        )
        {
            values[row.Name] = VariableValue.Read(row, secrets);
        }
        return values;
    }
}
