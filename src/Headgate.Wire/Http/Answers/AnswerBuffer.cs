using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Headgate.Wire;

/// <summary>A body in the making: rented, written, sent, given back. A few are kept: what has to grow anew for each list of a hundred things is what the garbage collector works for.</summary>
internal sealed class AnswerBuffer
{
    private const int KeepUpTo = 1024 * 1024;
    private const int Kept = 32;

    private static readonly ObjectPool<AnswerBuffer> Pool = new DefaultObjectPool<AnswerBuffer>(new Policy(), Kept);

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private AnswerBuffer() =>
        Json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes into the buffer; to be flushed before <see cref="Bytes"/>.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public static AnswerBuffer Rent() => Pool.Get();

    /// <summary>Gives it back; its bytes are gone.</summary>
    public void Return() => Pool.Return(this);

    private sealed class Policy : PooledObjectPolicy<AnswerBuffer>
    {
        public override AnswerBuffer Create() => new();

        public override bool Return(AnswerBuffer obj)
        {
            if (obj._bytes.Capacity > KeepUpTo)
            {
                return false;
            }
            obj._bytes.ResetWrittenCount();
            obj.Json.Reset(obj._bytes);
            return true;
        }
    }
}
