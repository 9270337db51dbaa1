using System.Text.Json.Serialization;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>How <see cref="KeptHead"/> and <see cref="WrittenManifest"/> are written.</summary>
[JsonSerializable(typeof(KeptHead))]
[JsonSerializable(typeof(WrittenManifest))]
internal sealed partial class KeptJsonContext : JsonSerializerContext;
