namespace Headgate.Catalogue;

/// <summary>How an operation's target is found: which kind of thing, by which route value or body field.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="RouteValue">The route value with its id; null for the account itself.</param>
public sealed record TargetRule(TargetKind Kind, string? RouteValue)
{
    /// <summary>The account that the path names.</summary>
    public static TargetRule Account { get; } = new(TargetKind.Account, null);

    /// <summary>
    /// The body field that names the place where something is made; null where the path names what the call is about. Before the body is read the target is the
    /// account, and after it what this field names.
    /// </summary>
    public string? BodyField { get; init; }

    /// <summary>A project by a route value.</summary>
    public static TargetRule Project(string routeValue = "project_id") => new(TargetKind.Project, routeValue);

    /// <summary>An environment by a route value.</summary>
    public static TargetRule Environment(string routeValue = "environment_id") => new(TargetKind.Environment, routeValue);

    /// <summary>A job by a route value.</summary>
    public static TargetRule Job(string routeValue = "job_id") => new(TargetKind.Job, routeValue);

    /// <summary>A run by a route value.</summary>
    public static TargetRule Run(string routeValue = "run_id") => new(TargetKind.Run, routeValue);

    /// <summary>Anything else by a route value.</summary>
    public static TargetRule Of(TargetKind kind, string routeValue) => new(kind, routeValue);

    /// <summary>The place that a field of the body names.</summary>
    public static TargetRule InBody(string field) => new(TargetKind.Account, null) { BodyField = field };
}
