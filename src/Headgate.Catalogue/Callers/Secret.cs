using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Catalogue;

/// <summary>A text that must not be shown: it prints and serialises as <c>***</c>. Only <see cref="Reveal"/> gives it.</summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(MaskedSecretConverter))]
public readonly struct Secret(string value) : IEquatable<Secret>
{
    private readonly string? _value = value;

    /// <summary>True where there is nothing to hide.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_value);

    /// <summary>The text itself. Each use is a place to check in a review.</summary>
    public string Reveal() => _value ?? "";

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public bool Equals(Secret other) => string.Equals(Reveal(), other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);

    /// <summary>Same text.</summary>
    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    /// <summary>Another text.</summary>
    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);

    private sealed class MaskedSecretConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue("***");
    }
}
