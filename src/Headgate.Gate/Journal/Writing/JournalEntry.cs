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

    private readonly ArrayBufferWriter<byte> _body = new(1024);
    private readonly JournalWriter _owner;
    private ManualResetValueTaskSourceCore<long> _source = new() { RunContinuationsAsynchronously = true };
    private int _settled;

    internal JournalEntry(JournalWriter owner)
    {
        _owner = owner;
        Json = new Utf8JsonWriter(_body, Options);
        Json.WriteStartObject();
    }

    /// <summary>Takes the record's members; the object is already open and is closed by appending.</summary>
    public Utf8JsonWriter Json { get; }

    internal Durability Durability { get; set; }

    internal bool Awaited { get; set; }

    internal long QueuedAt { get; set; }

    internal long Sequence { get; set; }

    internal short Version => _source.Version;

    internal bool IsSettled => Volatile.Read(ref _settled) != 0;

    internal bool MayBeKept => _body.Capacity <= 16 << 10;

    /// <summary>The members, without the braces.</summary>
    internal ReadOnlySpan<byte> Members => _body.WrittenSpan[1..^1];

    /// <summary>Closes the object.</summary>
    internal void Seal()
    {
        Json.WriteEndObject();
        Json.Flush();
    }

    internal void Reset()
    {
        _body.ResetWrittenCount();
        Json.Reset();
        Json.WriteStartObject();
        _source.Reset();
        Awaited = false;
        Volatile.Write(ref _settled, 0);
    }

    internal void Succeed()
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return;
        }
        if (Awaited)
        {
            _source.SetResult(Sequence);
        }
        else
        {
            _owner.Return(this);
        }
    }

    internal bool Fail(JournalUnavailableException reason)
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return false;
        }
        if (Awaited)
        {
            _source.SetException(reason);
        }
        return true;
    }

    long IValueTaskSource<long>.GetResult(short token)
    {
        var number = _source.GetResult(token);
        _owner.Return(this);
        return number;
    }

    ValueTaskSourceStatus IValueTaskSource<long>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<long>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _source.OnCompleted(continuation, state, token, flags);
}
