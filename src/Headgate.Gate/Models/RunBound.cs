using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Models;

/// <summary>What a run was allowed to touch when its call was decided, kept with the run: its own code is held against it.</summary>
/// <param name="Agent">The agent's id.</param>
/// <param name="AgentName">Its name.</param>
/// <param name="Grant">The grant, in words.</param>
/// <param name="Rule">The grant's rule about models.</param>
/// <param name="ManifestRun">The run whose manifest the call was decided on.</param>
/// <param name="Digest">What the commands came to on it, as a digest.</param>
/// <param name="Nodes">The nodes that they came to, and under which name each was to be built.</param>
internal sealed record RunBound(
    long Agent,
    string AgentName,
    string? Grant,
    ModelsCondition Rule,
    long ManifestRun,
    string Digest,
    IReadOnlyDictionary<string, string> Nodes
)
{
    /// <summary>The form in which it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunBoundJson.Default.RunBound);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RunBound Of(string json) =>
        JsonSerializer.Deserialize(json, RunBoundJson.Default.RunBound) ?? throw new JsonException("The terms of a run are empty.");
}

/// <summary>The kept form of a run's bound.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunBound))]
internal sealed partial class RunBoundJson : JsonSerializerContext;
