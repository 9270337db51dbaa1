using System.Text.Json.Serialization;

namespace Headgate.Wire;

/// <summary>Generated serialiser of forms.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class FormJson : JsonSerializerContext;
