using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>The older time form: <c>2025-02-03 10:11:12.123456+00:00</c> (runs, steps, projects, environments, repositories).</summary>
internal sealed class SpaceTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        TimeText.Write(writer, value, ' ', "+00:00");
}
