namespace Headgate.Metadata.Timing;

/// <summary>Which nodes a run's length hung on.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Elapsed">Seconds from the first node's begin to the last one's end.</param>
/// <param name="Busy">Seconds of all nodes together.</param>
/// <param name="OnPath">Seconds of the nodes of the path.</param>
/// <param name="Waited">Seconds in which the path waited for a thread.</param>
/// <param name="Least">Seconds below which no number of threads brings the run, as its longest chain takes as long.</param>
/// <param name="Steps">The path, from the first node to the one that ended last; at most 1,000.</param>
public sealed record CriticalPathView(
    long RunId,
    double Elapsed,
    double Busy,
    double OnPath,
    double Waited,
    double Least,
    IReadOnlyList<PathStep> Steps
);
