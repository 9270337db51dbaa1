using System.Text.Json.Serialization;

namespace Headgate.Gate.Models;

/// <summary>The form in which the gate and the engine's program speak of nodes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NodesQuestion))]
[JsonSerializable(typeof(NodesAnswer))]
public sealed partial class NodesJson : JsonSerializerContext;
