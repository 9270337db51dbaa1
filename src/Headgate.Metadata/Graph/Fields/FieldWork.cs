using GraphQL;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>What a field of an answer is made of.</summary>
/// <param name="field">The field, with its arguments.</param>
/// <param name="call">The execution.</param>
internal delegate ValueTask<object?> FieldWork(IResolveFieldContext field, GraphCall call);

/// <summary>What a field of a node is made of.</summary>
internal delegate ValueTask<object?> NodeWork(GraphNode node, IResolveFieldContext field, GraphCall call);
