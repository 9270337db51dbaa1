using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Wire;

/// <summary>A body in the making: rented, written, sent, given back. One per thread is kept.</summary>
internal sealed class AnswerBuffer
{
    private const int KeepUpTo = 1024 * 1024;

    [ThreadStatic]
    private static AnswerBuffer? _kept;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private AnswerBuffer() =>
        Json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes into the buffer; to be flushed before <see cref="Bytes"/>.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public static AnswerBuffer Rent()
    {
        var buffer = _kept ?? new AnswerBuffer();
        _kept = null;
        return buffer;
    }

    /// <summary>Gives it back; its bytes are gone.</summary>
    public void Return()
    {
        if (_bytes.Capacity > KeepUpTo)
        {
            return;
        }
        _bytes.ResetWrittenCount();
        Json.Reset(_bytes);
        _kept = this;
    }
}
