using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Replaces the Semantic Layer configuration of a project.</summary>
internal sealed class UpdateSemanticLayerConfiguration : IOperation<SemanticLayerConfiguration>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_configurations.update",
            Method = "POST",
            Route =
                "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/semantic-layer-configurations/{semantic_layer_configuration_id:long}/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "Clients of the Semantic Layer are led to the data of another environment.",
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a Semantic Layer configuration",
            Description = "Has the metrics of the project read in another environment. A body with state 2 deletes the configuration.",
            Fields = ConfigurationFields.Update,
            Answers = AnswerForm.One(PlatformJson.Default.SemanticLayerConfigurationView),
            Source = "terraform-provider-dbtcloud: semantic_layer_configuration",
        };

    public static async ValueTask<Answer> HandleAsync(
        CallContext call,
        Input<SemanticLayerConfiguration> input,
        CancellationToken cancellation
    )
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (await call.DecidedAsync(db.SemanticLayerConfigurations, RowTargets.Of, cancellation) is not { } row)
        {
            return Answer.NotFound;
        }
        if (call.IsDeletion)
        {
            await ConfigurationRules.RemoveAsync(db, row, cancellation);
            return call.Ok(SemanticLayerConfigurationView.Of(row));
        }
        var project = row.ProjectId;
        ConfigurationRules.Check(call, input, input.ApplyTo(row), project);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await db.SaveChangesAsync(cancellation);
        return call.Ok(SemanticLayerConfigurationView.Of(row));
    }
}
