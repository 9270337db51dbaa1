using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Repositories;

/// <summary>Makes a repository.</summary>
internal sealed class CreateRepository : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/",
            Area = Area.ConnectionsAndRepositories,
            Capability = Capabilities.Repositories,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Repositories),
            Suffices = ["Git Admin"],
            Risk = "Once a project uses it, whoever can push there decides what runs with production credentials.",
            Target = TargetRule.Project(),
            Body = BodyForm.Object,
            Sentence = "{actor} created a repository in {target}",
            Summary = "Create a repository",
            Description = "Names a git repository for a project. The project uses it once its repository_id says so (update the project).",
            Parameters = RepositoryTexts.BodyFields,
            Source = "openapi-v3: Create Repository",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId!.Value;
        var repository = new Repository { AccountId = call.AccountId, ProjectId = project };
        if (call.Body.Long("project_id", 1) is { } asked && asked != project)
        {
            call.Body.Problem("project_id", "the project of the body must be the project of the path");
        }
        RepositoryInput.Apply(call.Body, repository, call.Service<PlatformSettings>());
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Repositories.Add(repository);
        await db.SaveChangesAsync(cancellation);
        return Answer.Created(RepositoryView.Of(repository), PlatformJson.Default.RepositoryView);
    }
}
