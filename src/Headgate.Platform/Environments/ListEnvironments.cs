using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Lists the environments of a project, or of the account.</summary>
internal sealed class ListEnvironments : IOperation
{
    private static readonly ListFields<DbtEnvironment> Fields = new ListFields<DbtEnvironment>(e => e.Id, CountedList.Environments)
        .In(CountScope.Project, "project_id", e => e.ProjectId, "Environments of one project.")
        .Among("project_id__in", e => e.ProjectId, "Environments of several projects.")
        .Equal("name", e => e.Name, "Environments of a name.")
        .Containing("name__icontains", e => e.Name, "Environments whose name contains a text, in any case.")
        .Equal("type", e => e.Type, "development or deployment.")
        .Equal("deployment_type", e => e.DeploymentType, "production or staging.")
        .Among("deployment_type__in", e => e.DeploymentType, "Several of these.")
        .Equal("dbt_version", e => e.DbtVersion, "Environments with one dbt version.")
        .Among("dbt_version__in", e => e.DbtVersion, "Environments with one of these dbt versions.")
        .Equal("credentials_id", e => e.CredentialsId, "Environments with these credentials.")
        .Above("id__gt", e => e.Id, "Environments with an id above this one.")
        .ByIds(e => e.Id)
        .ByState()
        .OrderedBy(e => e.Name, e => e.CreatedAt, e => e.UpdatedAt, e => e.ProjectId);

    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/",
            Capability = Capabilities.Environments,
            Permission = Permission.Read(PermissionResource.Environments),
            Suffices = ["Account Viewer"],
            Risk = "Shows which environments there are, with branch and dbt version.",
            Sentence = "{actor} listed environments of {target}",
            Summary = "List environments",
            Description = "The environments of a project that the caller may see, a page at a time.",
            Fields = Fields,
            Includes = EnvironmentIncludes.V3,
            Answers = AnswerForm.PageOf(PlatformJson.Default.EnvironmentView),
            Source = "openapi-v3: List Environments",
            InGuide = true,
        };

    /// <summary>The addresses without a project list those of all projects.</summary>
    public static IReadOnlyList<Operation> Twins { get; } =
    [
        OfAccount(
            "environments.list.account",
            "/api/v3/accounts/{account_id:long}/environments/",
            "terraform-provider-dbtcloud: list of all projects"
        ),
        OfAccount("environments.list.v2", "/api/v2/accounts/{account_id:long}/environments/", "openapi-v2: List Environments") with
        {
            Includes = EnvironmentIncludes.V2,
            Answers = AnswerForm.PageOf(PlatformJson.Default.EnvironmentV2View),
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Environments.AsNoTracking().Where(e => e.AccountId == call.AccountId).Visible(call.Scope);
        var project = call.Target.ProjectId;
        var list = Fields.Of(call, rows).Within(CountScope.Project, project, e => e.ProjectId == project);
        return await EnvironmentRelated.PageAsync(call, db, list, cancellation);
    }

    private static Operation OfAccount(string id, string route, string source) =>
        Spec.At(id, route, source) with
        {
            Sentence = "{actor} listed environments",
        };
}
