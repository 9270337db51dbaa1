namespace Headgate.Catalogue;

/// <summary>How an operation's target is found: which kind of thing, by which route value or body field.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="RouteValue">The route value with its id; null for the account itself.</param>
public sealed record TargetRule(TargetKind Kind, string? RouteValue)
{
    /// <summary>The account that the path names.</summary>
    public static TargetRule Account { get; } = new(TargetKind.Account, null);

    /// <summary>
    /// True where the operation makes or places something whose place the body names (<see cref="Operation.References"/>):
    /// before the body is read the target is the account, and after it the first reference.
    /// </summary>
    public bool FromBody { get; init; }

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

    /// <summary>The place that the body's references name.</summary>
    public static TargetRule Body { get; } = new(TargetKind.Account, null) { FromBody = true };
}
