namespace Headgate.Catalogue;

/// <summary>What paths are about: which of their values names which kind of thing.</summary>
internal static class RouteTargets
{
    private static readonly Dictionary<string, TargetKind> Kinds = new(StringComparer.Ordinal)
    {
        ["project_id"] = TargetKind.Project,
        ["environment_id"] = TargetKind.Environment,
        ["variable_id"] = TargetKind.EnvironmentVariable,
        ["job_id"] = TargetKind.Job,
        ["run_id"] = TargetKind.Run,
        ["step_id"] = TargetKind.RunStep,
        ["connection_id"] = TargetKind.Connection,
        ["repository_id"] = TargetKind.Repository,
        ["credentials_id"] = TargetKind.Credential,
        ["extended_attributes_id"] = TargetKind.ExtendedAttributes,
        ["user_id"] = TargetKind.User,
        ["group_id"] = TargetKind.Group,
        ["service_token_id"] = TargetKind.ServiceToken,
        ["subscription_id"] = TargetKind.WebhookSubscription,
        ["event_id"] = TargetKind.WebhookEvent,
        ["receipt_id"] = TargetKind.WebhookReceipt,
        ["semantic_layer_configuration_id"] = TargetKind.SemanticLayerConfiguration,
        ["semantic_layer_credentials_id"] = TargetKind.SemanticLayerCredential,
        ["semantic_layer_mapping_id"] = TargetKind.SemanticLayerMapping,
        ["tool_name"] = TargetKind.ForeignTool,
    };

    /// <summary>The last thing that a path names, which lies in all the others; the account where it names none.</summary>
    public static TargetRule Of(string route) =>
        RouteFields.Of(route).LastOrDefault(value => Kinds.ContainsKey(value.Name)) is { } last
            ? TargetRule.Of(Kinds[last.Name], last.Name)
            : TargetRule.Account;
}
