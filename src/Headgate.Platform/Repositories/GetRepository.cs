using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Repositories;

/// <summary>Reads one repository.</summary>
internal sealed class GetRepository : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/{repository_id:long}/",
            Capability = Capabilities.Repositories,
            Permission = Permission.Read(PermissionResource.Repositories),
            Suffices = ["Account Viewer"],
            Risk = "Shows where the code lies.",
            Sentence = "{actor} read {target}",
            Summary = "Get a repository",
            Description = "One git repository with its address and how it is cloned.",
            Includes = RepositoryIncludes.All,
            Answers = AnswerForm.One(PlatformJson.Default.RepositoryView),
            Source = "openapi-v3: Retrieve Repository",
        };

    public static IReadOnlyList<Operation> Twins { get; } = [Spec.InV2("openapi-v2: Retrieve Repository")];

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(RepositoryView.Of((Repository)call.Target.Row!, call.Wants(RepositoryIncludes.DeployKey))));
}
