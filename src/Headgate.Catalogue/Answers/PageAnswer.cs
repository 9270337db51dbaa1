using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Catalogue;

/// <summary>One page of a list; the wire adds <c>extra</c> with filters, order and pagination.</summary>
public abstract class PageAnswer : DataAnswer
{
    private protected PageAnswer(int count, long total, PageEcho echo)
        : base(HttpStatusCode.OK) => (Count, Total, Echo) = (count, total, echo);

    /// <summary>Items on this page.</summary>
    public int Count { get; }

    /// <summary>Items on all pages.</summary>
    public long Total { get; }

    /// <summary>What the list says of the question.</summary>
    public PageEcho Echo { get; }
}

/// <summary>A page of things, written by their generated serialiser.</summary>
internal sealed class PageAnswer<T>(IReadOnlyList<T> items, long total, PageEcho echo, JsonTypeInfo<T> type)
    : PageAnswer(items.Count, total, echo)
{
    public override void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            JsonSerializer.Serialize(writer, items[i], type);
        }
        writer.WriteEndArray();
    }
}

/// <summary>A page whose items a callback writes.</summary>
internal sealed class WrittenPageAnswer(Action<Utf8JsonWriter> items, int count, long total, PageEcho echo) : PageAnswer(count, total, echo)
{
    public override void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        items(writer);
        writer.WriteEndArray();
    }
}
