using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Lists Semantic Layer credentials.</summary>
internal sealed class ListSemanticLayerCredentials : IOperation
{
    private static readonly ListFields<SemanticLayerCredential> Fields = new ListFields<SemanticLayerCredential>(c => c.Id)
        .Equal("project_id", c => c.ProjectId, "Credentials of one project.")
        .ByIds(c => c.Id)
        .ByState()
        .OrderedBy(c => c.Name, c => c.CreatedAt, c => c.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_credentials.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credentials/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows user names; never passwords or keys.",
            Sentence = "{actor} listed Semantic Layer credentials",
            Summary = "List Semantic Layer credentials",
            Description =
                "The credentials that queries of metrics sign in to warehouses with, without their secrets, and the service tokens that use them for callers who may see those.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.SemanticLayerCredentialView),
            Source = "openapi-v3: List Semantic Layer Credentials",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.SemanticLayerCredentials.AsNoTracking().Where(c => c.AccountId == call.AccountId).Visible(call.Scope);
        return await Fields
            .Of(call, rows)
            .PageAsync(db, found => CredentialsLoading.ViewsAsync(call, db, found, cancellation), cancellation);
    }
}
