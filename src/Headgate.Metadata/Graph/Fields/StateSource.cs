using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>One of the two views of an environment, as an answer holds it.</summary>
internal sealed record StateSource(EnvironmentState State, StateGraph Graph);
