namespace Headgate.Platform.Runs.Queue;

/// <summary>Who triggered or cancelled a run.</summary>
/// <param name="Type">user, service_token, agent or system.</param>
/// <param name="Id">Id of that kind.</param>
/// <param name="Name">Name for people.</param>
public sealed record RunActor(string Type, string? Id, string? Name)
{
    /// <summary>The platform itself: schedules, completion of other jobs, limits.</summary>
    public static RunActor System { get; } = new("system", null, "Headgate");
}
