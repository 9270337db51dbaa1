using System.Text.Json.Serialization;

namespace Headgate.Platform.Guide;

/// <summary>Writes the guide without reflection.</summary>
[JsonSerializable(typeof(GuideDocument))]
internal sealed partial class GuideJsonContext : JsonSerializerContext;
