using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>Generated serialiser of event bodies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventPayload))]
[JsonSerializable(typeof(EventRun))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    /// <summary>Names are sent as people wrote them: a body is JSON for programs, never part of a page.</summary>
    private static readonly PayloadJson Plain = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>A run as the data of an event.</summary>
    public static JsonElement Data(EventRun run) => JsonSerializer.SerializeToElement(run, Plain.EventRun);

    public static string Write(EventPayload payload) => JsonSerializer.Serialize(payload, Plain.EventPayload);
}
