using System.Text;

namespace Headgate.Catalogue;

/// <summary>Targets in words, for the record and for refusals.</summary>
internal static class TargetWords
{
    public static string Describe(Target target)
    {
        if (target.Kind == TargetKind.Account)
        {
            return $"account {target.AccountId}";
        }
        var text = new StringBuilder(Noun(target.Kind)).Append(' ').Append(target.Id);
        Quote(text, target.Name);
        if (target.Kind is TargetKind.Run or TargetKind.RunStep && target.JobId is { } job)
        {
            Quote(text.Append(" of job ").Append(job), target.JobName);
        }
        if (target.Kind != TargetKind.Project && target.ProjectId is { } project)
        {
            Quote(text.Append(" in project ").Append(project), target.ProjectName);
        }
        return text.ToString();
    }

    public static string Noun(TargetKind kind) =>
        kind switch
        {
            TargetKind.RunStep => "step",
            TargetKind.Credential => "credentials",
            TargetKind.ServiceToken => "service token",
            TargetKind.WebhookSubscription => "webhook subscription",
            TargetKind.WebhookEvent => "webhook event",
            TargetKind.WebhookReceipt => "webhook receipt",
            TargetKind.ExtendedAttributes => "extended attributes",
            TargetKind.EnvironmentVariable => "value of environment variable",
            TargetKind.SemanticLayerConfiguration => "Semantic Layer configuration",
            TargetKind.SemanticLayerCredential => "Semantic Layer credentials",
            TargetKind.SemanticLayerMapping => "Semantic Layer mapping",
            TargetKind.ForeignTool => "tool",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static void Quote(StringBuilder text, string? name)
    {
        if (!string.IsNullOrEmpty(name))
        {
            text.Append(" \"").Append(name).Append('"');
        }
    }
}
