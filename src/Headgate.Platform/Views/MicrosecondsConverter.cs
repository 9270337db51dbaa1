using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>The time form of webhooks: microseconds since 1970 as a text, <c>"1675795644808877"</c>.</summary>
internal sealed class MicrosecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.UnixEpoch.AddTicks(long.Parse(reader.GetString()!, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            ((value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)
        );
}
