using System.Text.Json.Serialization;

namespace Headgate.Graph.Door;

/// <summary>Generated serialisers of arguments.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class DoorJson : JsonSerializerContext;
