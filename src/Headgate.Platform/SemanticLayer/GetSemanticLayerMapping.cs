using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Reads which Semantic Layer credentials a service token uses.</summary>
internal sealed class GetSemanticLayerMapping : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_mappings.get",
            Method = "GET",
            Route =
                "/api/v3/accounts/{account_id:long}/semantic-layer-credential-to-service-token-mapping/{semantic_layer_mapping_id:long}/",
            Capability = Capabilities.Credentials,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows which token, by id, can query metrics as which user.",
            Sentence = "{actor} read {target}",
            Summary = "Get a mapping of Semantic Layer credentials",
            Description = "Which Semantic Layer credentials the queries of a service token use, by ids.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerMappingView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential_service_token_mapping",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(SemanticLayerMappingView.Of((SemanticLayerMapping)call.Target.Row!)));
}
