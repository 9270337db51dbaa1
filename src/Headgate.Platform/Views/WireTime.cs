using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>A time in one of the forms in which dbt writes times: each resource has its own, and clients parse it.</summary>
internal interface IWireTime
{
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>Writes such times; answers are never read.</summary>
internal sealed class WireTimeConverter<T> : JsonConverter<T>
    where T : struct, IWireTime
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Times of answers are written and never read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.WriteTo(writer);
}

/// <summary>The form of jobs and accounts: <c>2025-02-03T10:11:12.123456+00:00</c>.</summary>
[JsonConverter(typeof(WireTimeConverter<IsoTime>))]
internal readonly record struct IsoTime(DateTimeOffset At) : IWireTime
{
    public static implicit operator IsoTime(DateTimeOffset at) => new(at);

    public void WriteTo(Utf8JsonWriter writer) => TimeText.Write(writer, At, 'T', "+00:00");
}

/// <summary>The older form: <c>2025-02-03 10:11:12.123456+00:00</c> (runs, steps, projects, environments, repositories).</summary>
[JsonConverter(typeof(WireTimeConverter<SpaceTime>))]
internal readonly record struct SpaceTime(DateTimeOffset At) : IWireTime
{
    public static implicit operator SpaceTime(DateTimeOffset at) => new(at);

    public void WriteTo(Utf8JsonWriter writer) => TimeText.Write(writer, At, ' ', "+00:00");
}

/// <summary>The form of the newer v3 resources: <c>2025-02-03T10:11:12.123456Z</c>.</summary>
[JsonConverter(typeof(WireTimeConverter<ZuluTime>))]
internal readonly record struct ZuluTime(DateTimeOffset At) : IWireTime
{
    public static implicit operator ZuluTime(DateTimeOffset at) => new(at);

    public void WriteTo(Utf8JsonWriter writer) => TimeText.Write(writer, At, 'T', "Z");
}

/// <summary>The form of webhooks: microseconds since 1970 as a text, <c>"1675795644808877"</c>.</summary>
[JsonConverter(typeof(WireTimeConverter<MicrosecondTime>))]
internal readonly record struct MicrosecondTime(DateTimeOffset At) : IWireTime
{
    public static implicit operator MicrosecondTime(DateTimeOffset at) => new(at);

    public void WriteTo(Utf8JsonWriter writer) =>
        writer.WriteStringValue(
            ((At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)
        );
}
