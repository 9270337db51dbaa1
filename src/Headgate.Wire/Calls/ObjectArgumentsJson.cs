using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Wire;

[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ObjectArgumentsJson : JsonSerializerContext;
