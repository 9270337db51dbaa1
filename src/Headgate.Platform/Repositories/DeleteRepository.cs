using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Repositories;

/// <summary>Deletes a repository.</summary>
internal sealed class DeleteRepository : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.delete",
            Method = "DELETE",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/{repository_id:long}/",
            Capability = Capabilities.Repositories,
            Permission = Permission.Write(PermissionResource.Repositories),
            Suffices = ["Git Admin"],
            Risk = "Jobs of a project without repository cannot run.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a repository",
            Description = "Removes the repository; a project that used it has none from then on. Nothing is deleted at the git host.",
            Answers = AnswerForm.One(PlatformJson.Default.RepositoryView),
            Source = "openapi-v3: Destroy Repository",
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Destroy Repository")];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.Repositories, RowTargets.Of, cancellation) is not { } repository)
        {
            return Answer.NotFound;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        repository.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await db
            .Projects.Where(p => p.RepositoryId == repository.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.RepositoryId, (long?)null), cancellation);
        await transaction.CommitAsync(cancellation);
        return call.Ok(RepositoryView.Of(repository));
    }
}
