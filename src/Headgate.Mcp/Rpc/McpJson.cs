using System.Text.Json.Serialization;

namespace Headgate.Mcp.Rpc;

/// <summary>Forms of JSON that the door writes.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class McpJson : JsonSerializerContext;
