namespace Headgate.Metadata.Timing;

/// <summary>A node on the critical path of a run.</summary>
/// <param name="UniqueId">dbt's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ResourceType">Its kind, in dbt's word.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Waited">Seconds between the end of the node before it on the path, else the begin of the run's first node, and its own begin: nothing below it was missing, a thread was.</param>
public sealed record PathStep(
    string UniqueId,
    string Name,
    string ResourceType,
    string Status,
    DateTimeOffset StartedAt,
    double Seconds,
    double Waited
);
