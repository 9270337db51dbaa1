using System.Text.Json.Serialization;
using Headgate.Gate.Agents;

namespace Headgate.Gate.Requests;

/// <summary>The form in which the store keeps a grant that is asked for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewGrant))]
internal sealed partial class RequestJson : JsonSerializerContext;
