using System.Text.Json.Serialization;

namespace Headgate.Metadata.Door;

/// <summary>Generated serialisers of arguments.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class DoorJson : JsonSerializerContext;
