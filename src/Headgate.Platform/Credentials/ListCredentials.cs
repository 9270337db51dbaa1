using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Credentials;

/// <summary>Lists the warehouse credentials of a project.</summary>
internal sealed class ListCredentials : IOperation
{
    private static readonly ListFields<Credential> Fields = new ListFields<Credential>(c => c.Id)
        .Equal("type", c => c.Type, "Credentials of one kind of warehouse.")
        .ByIds(c => c.Id)
        .ByState()
        .OrderedBy(c => c.CreatedAt, c => c.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "credentials.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/credentials/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.EnvironmentCredentials),
            Suffices = ["Account Viewer"],
            Risk = "Shows user names and schemas; never passwords or keys.",
            Sentence = "{actor} listed warehouse credentials of {target}",
            Summary = "List credentials",
            Description = "The warehouse credentials of a project, without their secrets.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.CredentialView),
            Source = "openapi-v3: List Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var project = call.Target.ProjectId;
        var rows = db.Credentials.AsNoTracking().Where(c => c.AccountId == call.AccountId && c.ProjectId == project).Visible(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, CredentialView.Of, cancellation);
    }
}
