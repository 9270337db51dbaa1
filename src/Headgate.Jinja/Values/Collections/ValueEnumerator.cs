namespace Headgate.Jinja.Values.Collections;

/// <summary>Walks any iterable value without allocating for the common kinds. Changes of a list are seen, as in Python.</summary>
internal struct ValueEnumerator
{
    private readonly object? _source;
    private readonly ValueKind _kind;
    private readonly int _version;
    private readonly int _startCount;
    private long _position;

    internal ValueEnumerator(ValueKind kind, object? source, int version = 0, int count = 0)
    {
        _kind = kind;
        _source = source;
        _version = version;
        _startCount = count;
        Current = default;
    }

    public Value Current { get; private set; }

    public ValueEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        switch (_kind)
        {
            case ValueKind.List:
                var list = (JinjaList)_source!;
                if (_position >= list.Count)
                {
                    return false;
                }
                Current = list[(int)_position++];
                return true;
            case ValueKind.Tuple:
                var items = (Value[])_source!;
                if (_position >= items.Length)
                {
                    return false;
                }
                Current = items[_position++];
                return true;
            case ValueKind.Dict:
                return MoveNextKey((JinjaDict)_source!);
            case ValueKind.Set:
                return MoveNextInSet((JinjaSet)_source!);
            case ValueKind.Range:
                var range = (JinjaRange)_source!;
                if (_position >= range.LongCount)
                {
                    return false;
                }
                Current = Value.From(range[_position++]);
                return true;
            case ValueKind.Str:
                return MoveNextCharacter((string)_source!);
            case ValueKind.Bytes:
                var bytes = (byte[])_source!;
                if (_position >= bytes.Length)
                {
                    return false;
                }
                Current = Value.From((long)bytes[_position++]);
                return true;
            case ValueKind.Undefined:
                return false;
            default:
                var inner = (IEnumerator<Value>)_source!;
                if (!inner.MoveNext())
                {
                    return false;
                }
                Current = inner.Current;
                return true;
        }
    }

    private bool MoveNextKey(JinjaDict dict)
    {
        if (dict.Version != _version)
        {
            throw PythonError.Runtime(
                dict.Count != _startCount ? "dictionary changed size during iteration" : "dictionary keys changed during iteration"
            );
        }
        var position = (int)_position;
        var found = dict.Next(ref position, out var key, out _);
        _position = position;
        Current = key;
        return found;
    }

    private bool MoveNextInSet(JinjaSet set)
    {
        if (set.Version != _version)
        {
            throw PythonError.Runtime("Set changed size during iteration");
        }
        var position = (int)_position;
        var found = set.Next(ref position, out var item);
        _position = position;
        Current = item;
        return found;
    }

    private bool MoveNextCharacter(string text)
    {
        if (_position >= text.Length)
        {
            return false;
        }
        var at = (int)_position;
        var pair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        Current = Value.From(pair ? text.Substring(at, 2) : Text.CodePoints.OneCharacter(text[at]));
        _position += pair ? 2 : 1;
        return true;
    }
}
