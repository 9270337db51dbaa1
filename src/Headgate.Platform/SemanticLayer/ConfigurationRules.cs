using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>What must hold of a Semantic Layer configuration beyond its single fields, and what changes with it.</summary>
internal static class ConfigurationRules
{
    /// <summary>What a second configuration is told.</summary>
    public const string Taken = "The project has a Semantic Layer configuration. Change or delete that one.";

    /// <summary>Notes an environment that is not the project's.</summary>
    public static void Check(CallContext call, Input<SemanticLayerConfiguration> input, SemanticLayerConfiguration row, long project)
    {
        if (row.ProjectId != project)
        {
            input.Problem("project_id", "the project of the body must be the project of the path");
        }
        if (call.Reference("environment_id") is not { } environment || environment.ProjectId != project)
        {
            input.Problem("environment_id", "no environment of this project has this id");
        }
    }

    /// <summary>Has the project name its configuration, or none.</summary>
    public static Task NameAsync(HeadgateDb db, long project, long? configuration, CancellationToken cancellation) =>
        db
            .Projects.Where(p => p.Id == project)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.SemanticLayerConfigId, configuration), cancellation);

    /// <summary>Deletes a configuration.</summary>
    public static async Task RemoveAsync(HeadgateDb db, SemanticLayerConfiguration row, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        row.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await NameAsync(db, row.ProjectId, null, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
