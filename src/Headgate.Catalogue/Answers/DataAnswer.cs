using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Catalogue;

/// <summary>An answer with a JSON value as <c>data</c>.</summary>
public abstract class DataAnswer : Answer
{
    private protected DataAnswer(HttpStatusCode status)
        : base(status) { }

    /// <summary>Writes <c>data</c>'s value.</summary>
    public abstract void WriteData(Utf8JsonWriter writer);
}

/// <summary>One thing, written by its generated serialiser.</summary>
internal sealed class DataAnswer<T>(HttpStatusCode status, T data, JsonTypeInfo<T> type) : DataAnswer(status)
{
    public override void WriteData(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, data, type);
}

/// <summary>A value that a callback writes.</summary>
internal sealed class WrittenAnswer(HttpStatusCode status, Action<Utf8JsonWriter> write) : DataAnswer(status)
{
    public override void WriteData(Utf8JsonWriter writer) => write(writer);
}
