using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Deletes the Semantic Layer configuration of a project.</summary>
internal sealed class DeleteSemanticLayerConfiguration : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_configurations.delete",
            Method = "DELETE",
            Route =
                "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/semantic-layer-configurations/{semantic_layer_configuration_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "Clients no longer find which environment answers queries of metrics.",
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a Semantic Layer configuration",
            Description = "Removes the configuration; the project's semantic_layer_config_id becomes null.",
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerConfigurationView),
            Source = "terraform-provider-dbtcloud: semantic_layer_configuration",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.SemanticLayerConfigurations, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        await ConfigurationRules.RemoveAsync(db, row, cancellation);
        return call.Ok(SemanticLayerConfigurationView.Of(row));
    }
}
