using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Lists the warehouse credentials of a project.</summary>
internal sealed class ListCredentials : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/",
            Area = Area.Environments,
            Capability = Capabilities.Credentials,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.EnvironmentCredentials),
            Suffices = ["Account Viewer"],
            Risk = "Shows user names and schemas; never passwords or keys.",
            Target = TargetRule.Project(),
            Sentence = "{actor} listed warehouse credentials of {target}",
            Summary = "List credentials",
            Description = "The warehouse credentials of a project, without their secrets.",
            Parameters = ListParameters.Of("id"),
            Source = "openapi-v3: List Credentials",
            Listed = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var project = call.Target.ProjectId;
        var rows = db
            .Credentials.AsNoTracking()
            .Where(c => c.AccountId == call.AccountId && c.ProjectId == project)
            .InState(query.State())
            .Visible(call.Scope);
        var order = query.Order("id", "id");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await rows.LongCountAsync(cancellation);
        var credentials = await rows.InOrder(order, _ => c => c.Id, c => c.Id).Page(query).ToListAsync(cancellation);
        return Answer.Page([.. credentials.Select(CredentialView.Of)], total, PlatformJson.Default.CredentialView);
    }
}
