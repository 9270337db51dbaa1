using System.Buffers;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Writes server-sent events. Each is written whole before the next is asked for, so that a slow reader holds one of them at most.</summary>
internal sealed class EventBody(Stream body)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    /// <summary>Bytes that the connection took.</summary>
    public long Sent { get; private set; }

    public async Task WriteAsync(AnswerEvent told, CancellationToken cancellation)
    {
        _bytes.ResetWrittenCount();
        if (ReferenceEquals(told, AnswerEvent.Beat))
        {
            _bytes.Write(":\n"u8);
        }
        else
        {
            Field("event: "u8, told.Type);
            if (told.Id is { } id)
            {
                Field("id: "u8, id);
            }
            Lines(told.Data);
        }
        _bytes.Write("\n"u8);
        await body.WriteAsync(_bytes.WrittenMemory, cancellation);
        await body.FlushAsync(cancellation);
        Sent += _bytes.WrittenCount;
    }

    /// <summary>A carriage return ends a line of an event as a line feed does: what follows it must not be read as a field.</summary>
    private void Lines(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('\r', '\n') is >= 0 and var end)
        {
            Field("data: "u8, text[..end]);
            text = text[(end + (text[end..].StartsWith("\r\n") ? 2 : 1))..];
        }
        Field("data: "u8, text);
    }

    private void Field(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        _bytes.Write(name);
        Encoding.UTF8.GetBytes(value, _bytes);
        _bytes.Write("\n"u8);
    }
}
