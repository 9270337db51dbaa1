namespace Headgate.Wire;

/// <summary>Limits of the wire.</summary>
public sealed record WireSettings
{
    /// <summary>Most records that one request may ask for; null on single-tenant installs, which have no cap. Asking for more is a 400.</summary>
    public int? PageLimit { get; init; } = 100;

    /// <summary>Largest request body in bytes; above it 413.</summary>
    public int BodyLimit { get; init; } = 1024 * 1024;

    /// <summary>Requests that an account may make in a minute; above it 429. Null for no limit.</summary>
    public int? RequestsPerMinute { get; init; } = 5000;

    /// <summary>
    /// Requests that one agent may make in a minute, with all its keys together; above it 429. Those above it do not count for the account, so
    /// that one noisy agent does not stop the others. Null for no limit.
    /// </summary>
    public int? AgentRequestsPerMinute { get; init; } = 1000;

    /// <summary>
    /// The part of <see cref="RequestsPerMinute"/> that agents together never use up, from 0 to 1: with it people and their tokens go on working beside agents that do
    /// all they can.
    /// </summary>
    public double ReserveForPeople { get; init; } = 0.2;

    /// <summary>How long an account waits after it went over <see cref="RequestsPerMinute"/>.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often it is asked anew whether a caller may still read the events or the file that it is being sent.</summary>
    public TimeSpan RightsLook { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest path with query string, in characters; above it 414.</summary>
    public int PathLimit { get; init; } = 8 * 1024;
}
