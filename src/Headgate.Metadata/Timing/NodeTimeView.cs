namespace Headgate.Metadata.Timing;

/// <summary>What a node took over the runs of some days.</summary>
/// <param name="UniqueId">dbt's id.</param>
/// <param name="Runs">Executions of it.</param>
/// <param name="Failures">Those that ended with an error, or as a failed test.</param>
/// <param name="Seconds">Seconds of all of them: what it costs where the warehouse is paid by time.</param>
/// <param name="Share">Its part of the seconds of all nodes, from 0 to 1.</param>
/// <param name="Mean">Seconds of one on average.</param>
/// <param name="Longest">Seconds of the longest.</param>
/// <param name="Rows">Rows that all of them wrote, as far as the warehouse told; null where it never did.</param>
public sealed record NodeTimeView(
    string UniqueId,
    int Runs,
    int Failures,
    double Seconds,
    double Share,
    double Mean,
    double Longest,
    long? Rows
);
