using Headgate.Store.Model;

namespace Headgate.Metadata.State;

/// <summary>What is known of an environment, as it was at one moment.</summary>
/// <param name="Row">The environment.</param>
/// <param name="Applied">What was last built.</param>
/// <param name="Defined">What the newest manifest says.</param>
internal sealed record EnvironmentState(MetadataEnvironment Row, StateGraph Applied, StateGraph Defined);
