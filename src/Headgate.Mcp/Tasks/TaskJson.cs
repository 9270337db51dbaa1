using System.Text.Json.Serialization;

namespace Headgate.Mcp.Tasks;

/// <summary>The form of tasks on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TaskView))]
internal sealed partial class TaskJson : JsonSerializerContext;
