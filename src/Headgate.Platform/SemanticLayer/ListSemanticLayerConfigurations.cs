using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Lists the Semantic Layer configurations of a project: one at most that is active.</summary>
internal sealed class ListSemanticLayerConfigurations : IOperation
{
    private static readonly ListFields<SemanticLayerConfiguration> Fields = new ListFields<SemanticLayerConfiguration>(c => c.Id)
        .Equal("environment_id", c => c.EnvironmentId, "Configurations of one environment.")
        .ByIds(c => c.Id)
        .ByState()
        .OrderedBy(c => c.CreatedAt, c => c.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_configurations.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/semantic-layer-configurations/",
            Capability = Capabilities.Projects,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Account Viewer"],
            Risk = "Shows which environment of the project answers queries of metrics.",
            Sentence = "{actor} listed Semantic Layer configurations of {target}",
            Summary = "List Semantic Layer configurations",
            Description = "The Semantic Layer configurations of a project: which environment its metrics are read in.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.SemanticLayerConfigurationView),
            Source = "terraform-provider-dbtcloud: semantic_layer_configuration",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var project = call.Target.ProjectId;
        var rows = db
            .SemanticLayerConfigurations.AsNoTracking()
            .Where(c => c.AccountId == call.AccountId && c.ProjectId == project)
            .Visible(call.Scope);
        return await Fields.Of(call, rows).PageAsync(db, SemanticLayerConfigurationView.Of, cancellation);
    }
}
