using System.Buffers;
using System.Text.Json;
using System.Threading.Tasks.Sources;
using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Journal.Writing;

/// <summary>
/// A record on its way into the journal. Borrowed from the writer, filled through <see cref="Json"/>, given back by appending it.
/// Number, time and hashes are added when it is written.
/// </summary>
public sealed class JournalEntry : IValueTaskSource<long>
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JournalEncoder.Instance, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> body = new(1024);
    private readonly JournalWriter owner;
    private ManualResetValueTaskSourceCore<long> source = new() { RunContinuationsAsynchronously = true };
    private int settled;

    internal JournalEntry(JournalWriter owner)
    {
        this.owner = owner;
        Json = new Utf8JsonWriter(body, Options);
        Json.WriteStartObject();
    }

    /// <summary>Takes the record's members; the object is already open and is closed by appending.</summary>
    public Utf8JsonWriter Json { get; }

    internal Durability Durability { get; set; }

    internal bool Awaited { get; set; }

    internal long QueuedAt { get; set; }

    internal long Sequence { get; set; }

    internal short Version => source.Version;

    internal bool IsSettled => Volatile.Read(ref settled) != 0;

    internal bool MayBeKept => body.Capacity <= 16 << 10;

    /// <summary>The members, without the braces.</summary>
    internal ReadOnlySpan<byte> Members => body.WrittenSpan[1..^1];

    /// <summary>Closes the object.</summary>
    internal void Seal()
    {
        Json.WriteEndObject();
        Json.Flush();
    }

    internal void Reset()
    {
        body.ResetWrittenCount();
        Json.Reset();
        Json.WriteStartObject();
        source.Reset();
        Awaited = false;
        Volatile.Write(ref settled, 0);
    }

    internal void Succeed()
    {
        if (Interlocked.Exchange(ref settled, 1) != 0)
        {
            return;
        }
        if (Awaited)
        {
            source.SetResult(Sequence);
        }
        else
        {
            owner.Return(this);
        }
    }

    internal bool Fail(JournalUnavailableException reason)
    {
        if (Interlocked.Exchange(ref settled, 1) != 0)
        {
            return false;
        }
        if (Awaited)
        {
            source.SetException(reason);
        }
        return true;
    }

    long IValueTaskSource<long>.GetResult(short token)
    {
        var number = source.GetResult(token);
        owner.Return(this);
        return number;
    }

    ValueTaskSourceStatus IValueTaskSource<long>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<long>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => source.OnCompleted(continuation, state, token, flags);
}
