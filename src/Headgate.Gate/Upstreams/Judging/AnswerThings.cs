using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>What kind of thing an operation answers with.</summary>
internal static class AnswerThings
{
    /// <summary>The kind; null for what is no thing, such as the names of a run's files.</summary>
    public static TargetKind? Of(Operation operation) =>
        operation.Id switch
        {
            "jobs.trigger" or "jobs.rerun" => TargetKind.Run,
            "artifacts.list" => null,
            var id => id.Split('.', 2)[0] switch
            {
                "jobs" => TargetKind.Job,
                "runs" => TargetKind.Run,
                "projects" => TargetKind.Project,
                "environments" => TargetKind.Environment,
                "connections" => TargetKind.Connection,
                "repositories" => TargetKind.Repository,
                "users" => TargetKind.User,
                "groups" => TargetKind.Group,
                "service_tokens" => TargetKind.ServiceToken,
                _ => throw new InvalidOperationException($"It is not known what {id} answers."),
            },
        };

    /// <summary>Whether the answer is about the thing that the path names, rather than about something that was made.</summary>
    public static bool IsAboutTarget(Operation operation) =>
        operation.Target.RouteValue is not null && Of(operation) == operation.Target.Kind && operation.Id is not "runs.retry";
}
