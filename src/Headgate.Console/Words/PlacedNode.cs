namespace Headgate.WebConsole.Words;

/// <summary>A node where it is drawn.</summary>
/// <param name="Node">The node.</param>
/// <param name="Column">Its column, from 0 on the left.</param>
/// <param name="Row">Its row in the column, from 0 at the top.</param>
public sealed record PlacedNode(LineageNode Node, int Column, int Row);
