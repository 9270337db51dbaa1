namespace Headgate.Metadata.Timing;

/// <summary>What the nodes of an environment took over the runs of some days.</summary>
/// <param name="Since">From when on runs count, by their ends.</param>
/// <param name="Runs">Runs that ended since then and executed something.</param>
/// <param name="Seconds">Seconds of all nodes together.</param>
/// <param name="Nodes">The nodes, those that took most first.</param>
public sealed record NodeTimesView(DateTimeOffset Since, int Runs, double Seconds, IReadOnlyList<NodeTimeView> Nodes);
