using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Deletes one value of an environment variable.</summary>
internal sealed class DeleteVariable : IOperation
{
    public static Operation Spec { get; } =
        UpdateVariable.Spec with
        {
            Id = "environment_variables.delete",
            Method = "DELETE",
            Risk = "Runs read the next wider value from their next start on, or fail where there is none.",
            Sentence = "{actor} deleted {target}",
            DeletionSentence = null,
            Summary = "Delete a value of an environment variable",
            Description = "Removes one value; those of the same variable at other places stay.",
            Fields = Fields.None,
            Source = "openapi-v3: Destroy Projects Environment Variable",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await VariableRows.DecidedAsync(call, db, cancellation) is { } row
            ? await DeleteAsync(call, db, row, cancellation)
            : Answer.NotFound;
    }

    /// <summary>Deletes a value, and answers what it was.</summary>
    public static async Task<Answer> DeleteAsync(CallContext call, HeadgateDb db, EnvironmentVariable row, CancellationToken cancellation)
    {
        var shown = VariableValue.Shown(row);
        VariableRows.Remove(row);
        await db.SaveChangesAsync(cancellation);
        return call.Ok((await VariableRows.ViewAsync(call, db, row, cancellation)) with { DisplayValue = shown });
    }
}
