using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Deletes an environment variable with all its values.</summary>
internal sealed class DeleteVariables : IOperation<BulkVariables>
{
    public static Operation Spec { get; } =
        UpdateVariables.Spec with
        {
            Id = "environment_variables.delete_bulk",
            Method = "DELETE",
            Risk = "Runs of every job that needs the variable fail from their next start on, unless the code has a default.",
            Sentence = "{actor} deleted the environment variable \"{name}\" in {target}",
            Summary = "Delete an environment variable",
            Description = "Removes the variable of this name at all places of the project: its default, environments, jobs and users.",
            Fields = VariableFields.DeleteBulk,
            Source = "openapi-v3: Destroy Projects Environment Variables Bulk; terraform-provider-dbtcloud: the name in the body",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<BulkVariables> input, CancellationToken cancellation)
    {
        var (project, name) = (call.Target.ProjectId, input.ApplyTo(new()).Name);
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = await db
            .EnvironmentVariables.Where(v => v.ProjectId == project && v.Name == name && v.State == RowState.Active)
            .ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return Answer.NotFound;
        }
        rows.ForEach(VariableRows.Remove);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(
            new VariablesChangedView
            {
                Message = $"Environment variable {name} was deleted.",
                NewVarIds = [],
                DeletedVarIds = [.. rows.Select(r => r.Id)],
            }
        );
    }
}
