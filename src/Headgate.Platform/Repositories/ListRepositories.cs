using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Repositories;

/// <summary>Lists the repositories of a project, or of the account.</summary>
internal sealed class ListRepositories : IOperation
{
    private static readonly ListFields<Repository> Fields = new ListFields<Repository>(r => r.Id, CountedList.Repositories)
        .Equal("project_id", r => r.ProjectId, "Repositories of one project.")
        .Among("project_id__in", r => r.ProjectId, "Repositories of several projects.")
        .Equal("remote_url", r => r.RemoteUrl, "Repositories with an address.")
        .ByIds(r => r.Id)
        .ByState()
        .OrderedBy(r => r.FullName, r => r.Name, r => r.CreatedAt, r => r.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "repositories.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/repositories/",
            Capability = Capabilities.Repositories,
            Permission = Permission.Read(PermissionResource.Repositories),
            Suffices = ["Account Viewer"],
            Risk = "Shows where the code lies.",
            Sentence = "{actor} listed repositories of {target}",
            Summary = "List repositories",
            Description = "The git repositories of a project, a page at a time.",
            Fields = Fields,
            Includes = RepositoryIncludes.All,
            Answers = AnswerForm.PageOf(PlatformJson.Default.RepositoryView),
            Source = "openapi-v3: List Repositories",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [Spec.InV2("openapi-v2: List Repositories") with { Sentence = "{actor} listed repositories" }];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Repositories.AsNoTracking().Where(r => r.AccountId == call.AccountId).Visible(call.Scope);
        var project = call.Target.ProjectId;
        var keys = call.Wants(RepositoryIncludes.DeployKey);
        return await Fields
            .Of(call, rows)
            .Within(CountScope.Project, project, r => r.ProjectId == project)
            .PageAsync(db, row => RepositoryView.Of(row, keys), cancellation);
    }
}
