using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Lists which Semantic Layer credentials service tokens use.</summary>
internal sealed class ListSemanticLayerMappings : IOperation
{
    private static readonly ListFields<SemanticLayerMapping> Fields = new ListFields<SemanticLayerMapping>(m => m.Id)
        .Equal("project_id", m => m.ProjectId, "Mappings of one project.")
        .Equal("semantic_layer_credentials_id", m => m.SemanticLayerCredentialsId, "Mappings to one set of credentials.")
        .Equal("service_token_id", m => m.ServiceTokenId, "Mappings of one token.")
        .ByIds(m => m.Id)
        .ByState()
        .OrderedBy(m => m.CreatedAt, m => m.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_mappings.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credential-to-service-token-mapping/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows which tokens, by id, can query metrics as which user.",
            Sentence = "{actor} listed mappings of Semantic Layer credentials",
            Summary = "List mappings of Semantic Layer credentials",
            Description = "Which Semantic Layer credentials the queries of each service token use, by ids.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.SemanticLayerMappingView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential_service_token_mapping",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.SemanticLayerMappings.AsNoTracking().Where(m => m.AccountId == call.AccountId).Visible(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, SemanticLayerMappingView.Of, cancellation);
    }
}
