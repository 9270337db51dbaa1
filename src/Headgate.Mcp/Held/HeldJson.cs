using System.Text.Json.Serialization;

namespace Headgate.Mcp.Held;

/// <summary>The form of questions on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(InputRequiredView))]
internal sealed partial class HeldJson : JsonSerializerContext;
