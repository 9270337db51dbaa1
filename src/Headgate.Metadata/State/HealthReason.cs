namespace Headgate.Metadata.State;

/// <summary>Why a node is not well.</summary>
/// <param name="Kind">own-run, own-test, source, upstream or code-changed.</param>
/// <param name="Message">In words.</param>
/// <param name="NodeId">The node at which it begins.</param>
/// <param name="Chain">The way from there to the node that was asked about, both included.</param>
internal sealed record HealthReason(string Kind, string Message, string NodeId, IReadOnlyList<string> Chain);
