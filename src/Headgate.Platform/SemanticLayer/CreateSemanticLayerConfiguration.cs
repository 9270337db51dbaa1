using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Makes the Semantic Layer configuration of a project.</summary>
internal sealed class CreateSemanticLayerConfiguration : IOperation<SemanticLayerConfiguration>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_configurations.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/semantic-layer-configurations/",
            Capability = Capabilities.Projects,
            Permission = Permission.Write(PermissionResource.Projects),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "Says which environment's data clients of the Semantic Layer are led to.",
            Sentence = "{actor} created a Semantic Layer configuration in {target}",
            Summary = "Create a Semantic Layer configuration",
            Description =
                "Says which environment the metrics of a project are read in. A project has one configuration at most; it shows it as semantic_layer_config_id.",
            Fields = ConfigurationFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.SemanticLayerConfigurationView),
            Source = "terraform-provider-dbtcloud: semantic_layer_configuration",
        };

    public static async ValueTask<Answer> HandleAsync(
        CallContext call,
        Input<SemanticLayerConfiguration> input,
        CancellationToken cancellation
    )
    {
        var project = call.Target.ProjectId ?? 0;
        var row = input.ApplyTo(new() { AccountId = call.AccountId, ProjectId = project });
        ConfigurationRules.Check(call, input, row, project);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.SemanticLayerConfigurations.AnyAsync(c => c.ProjectId == project && c.State == RowState.Active, cancellation))
        {
            return Answer.RuleBroken(ConfigurationRules.Taken);
        }
        db.SemanticLayerConfigurations.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another call was faster: the database holds one configuration a project.
            return Answer.RuleBroken(ConfigurationRules.Taken);
        }
        await ConfigurationRules.NameAsync(db, project, row.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        return call.Ok(SemanticLayerConfigurationView.Of(row));
    }
}
