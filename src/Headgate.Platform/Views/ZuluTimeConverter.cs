using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>The time form of the newer v3 resources: <c>2025-02-03T10:11:12.123456Z</c>.</summary>
internal sealed class ZuluTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        TimeText.Write(writer, value, 'T', "Z");
}
