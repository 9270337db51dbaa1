using Headgate.Catalogue;
using Headgate.Platform.Runs;
using Headgate.Platform.Settings;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Repositories;

/// <summary>Makes a repository.</summary>
internal sealed class CreateRepository : IOperation<Repository>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/",
            Capability = Capabilities.Repositories,
            Permission = Permission.Write(PermissionResource.Repositories),
            Suffices = ["Git Admin"],
            Risk = "Once a project uses it, whoever can push there decides what runs with production credentials.",
            Sentence = "{actor} created a repository in {target}",
            Summary = "Create a repository",
            Description = "Names a git repository for a project. The project uses it once its repository_id says so (update the project).",
            Fields = RepositoryFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.RepositoryView),
            Source = "openapi-v3: Create Repository",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Repository> input, CancellationToken cancellation)
    {
        var project = call.Target.ProjectId;
        var repository = input.ApplyTo(new() { AccountId = call.AccountId, ProjectId = project });
        if (repository.ProjectId != project)
        {
            input.Problem("project_id", "the project of the body must be the project of the path");
        }
        Complete(input, repository, call.Service<PlatformSettings>(), call.Service<RunSettings>());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        db.Repositories.Add(repository);
        await db.SaveChangesAsync(cancellation);
        return call.Ok(RepositoryView.Of(repository));
    }

    /// <summary>Checks how fields fit together, and fills in what follows from the address.</summary>
    private static void Complete(Input<Repository> input, Repository repository, PlatformSettings settings, RunSettings runs)
    {
        var url = repository.RemoteUrl!;
        if (RepositoryAddress.Fault(url, settings.AllowLocalRepositories, runs.Box.GitHosts) is { } fault)
        {
            input.Problem("remote_url", fault);
        }
        if (repository.GitCloneStrategy is "github_app" && repository.GithubInstallationId is null)
        {
            input.Problem("github_installation_id", "git_clone_strategy github_app needs it");
        }
        if (repository.GitCloneStrategy is "deploy_token" && repository.Gitlab is null)
        {
            input.Problem("gitlab_project_id", "git_clone_strategy deploy_token needs it");
        }
        repository.RemoteBackend ??= RepositoryAddress.Backend(url);
        repository.FullName ??= RepositoryAddress.FullName(url);
        repository.Name = repository.FullName.Split('/')[^1];
        repository.WebUrl = RepositoryAddress.WebUrl(url);
    }
}
