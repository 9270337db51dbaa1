namespace Headgate.Metadata.Comparing;

/// <summary>What differs between two states of a project.</summary>
/// <param name="Before">The one that it is compared with, such as <c>run 41</c>.</param>
/// <param name="After">The other.</param>
/// <param name="NodesBefore">Nodes of the one.</param>
/// <param name="NodesAfter">Nodes of the other.</param>
/// <param name="Total">Differences that there are.</param>
/// <param name="Differences">The differences by node; the first 5,000.</param>
public sealed record DifferencesView(
    string Before,
    string After,
    int NodesBefore,
    int NodesAfter,
    int Total,
    IReadOnlyList<NodeDifference> Differences
);
