using System.Buffers;
using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>
/// Reads JSON of any length piece by piece: names and values of an object, items of a list. Only the value that is asked for is in memory, and no value may be larger than
/// <see cref="ArtifactLimits.Entry"/>.
/// </summary>
internal sealed class JsonPump(Stream stream) : IDisposable
{
    private const int FirstBuffer = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });
    private int _start;
    private int _end;
    private long _total;
    private bool _isFinal;

    /// <summary>Reads the beginning of an object.</summary>
    public async ValueTask ObjectAsync(CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) != JsonTokenType.StartObject)
        {
            throw new UnreadableArtifactException("an object was expected where something else stands");
        }
    }

    /// <summary>Reads the beginning of a list.</summary>
    public async ValueTask ListAsync(CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) != JsonTokenType.StartArray)
        {
            throw new UnreadableArtifactException("a list was expected where something else stands");
        }
    }

    /// <summary>The name of the next member of an object; null at the object's end.</summary>
    public async ValueTask<string?> NameAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryName(out var name, out var isEnd))
            {
                return isEnd ? null : name;
            }
            await FillAsync(cancellation);
        }
    }

    /// <summary>The next value with all that is in it. The bytes hold until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ValueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryValue(out var value, out _))
            {
                return value;
            }
            await FillAsync(cancellation);
        }
    }

    /// <summary>The next item of a list; null at the list's end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ItemAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryValue(out var value, out var isEnd))
            {
                return isEnd ? default(ReadOnlyMemory<byte>?) : value;
            }
            await FillAsync(cancellation);
        }
    }

    /// <summary>Passes over the next value, however large it is.</summary>
    public async ValueTask SkipAsync(CancellationToken cancellation)
    {
        var depth = 0;
        do
        {
            depth += await NextAsync(cancellation) switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        } while (depth > 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<JsonTokenType> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryNext(out var type))
            {
                return type;
            }
            await FillAsync(cancellation);
        }
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);

    private bool TryNext(out JsonTokenType type)
    {
        var reader = Reader();
        if (!reader.Read())
        {
            type = default;
            return false;
        }
        type = reader.TokenType;
        Take(reader);
        return true;
    }

    private bool TryName(out string name, out bool isEnd)
    {
        var reader = Reader();
        (name, isEnd) = ("", false);
        if (!reader.Read())
        {
            return false;
        }
        isEnd = reader.TokenType == JsonTokenType.EndObject;
        name = isEnd ? "" : reader.GetString()!;
        Take(reader);
        return true;
    }

    private bool TryValue(out ReadOnlyMemory<byte> value, out bool isEnd)
    {
        var reader = Reader();
        (value, isEnd) = (default, false);
        if (!reader.Read())
        {
            return false;
        }
        var from = (int)reader.TokenStartIndex;
        isEnd = reader.TokenType == JsonTokenType.EndArray;
        if (!isEnd && !reader.TrySkip())
        {
            return false;
        }
        value = _buffer.AsMemory(_start + from, (int)reader.BytesConsumed - from);
        Take(reader);
        return true;
    }

    private void Take(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_isFinal)
        {
            throw new UnreadableArtifactException("it ends in the middle");
        }
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end > ArtifactLimits.Entry)
        {
            throw new UnreadableArtifactException($"one of its entries is larger than {ArtifactLimits.Entry >> 20} MiB");
        }
        if (_end > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _isFinal = read == 0;
        _end += read;
        _total += read;
        if (_total > ArtifactLimits.File)
        {
            throw new UnreadableArtifactException($"it is larger than {ArtifactLimits.File >> 20} MiB");
        }
    }
}
