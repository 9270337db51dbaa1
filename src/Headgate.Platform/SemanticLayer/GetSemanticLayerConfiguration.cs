using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Reads a Semantic Layer configuration.</summary>
internal sealed class GetSemanticLayerConfiguration : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_configurations.get",
            Method = "GET",
            Route =
                "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/semantic-layer-configurations/{semantic_layer_configuration_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows which environment of the project answers queries of metrics.",
            Sentence = "{actor} read {target}",
            Summary = "Get a Semantic Layer configuration",
            Description = "Which environment the metrics of a project are read in.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerConfigurationView),
            Source = "terraform-provider-dbtcloud: semantic_layer_configuration",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        new(call.Ok(SemanticLayerConfigurationView.Of((SemanticLayerConfiguration)call.Target.Row!)));
}
