using Headgate.Catalogue;

namespace Headgate.Platform.Webhooks;

/// <summary>What several operations on subscriptions say alike.</summary>
internal static class SubscriptionTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name.", required: true),
        Parameter.Body("client_url", "string", "Address that events are posted to.", required: true),
        Parameter.Body("event_types", "list of strings", "job.run.started, job.run.completed, job.run.errored.", required: true),
        Parameter.Body("job_ids", "list of integers", "Jobs whose runs are told of; none means all jobs of the account."),
        Parameter.Body("active", "boolean", "Whether events are delivered."),
        Parameter.Body("description", "string", "What it is for."),
    ];
}
