using System.Collections;
using System.Runtime.CompilerServices;

namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's dict: keeps the order of insertion, takes any hashable key, and holds 1, 1.0 and True as one key.</summary>
public sealed class JinjaDict : IReadOnlyCollection<KeyValuePair<Value, Value>>
{
    private const int Deleted = -2;
    private int[] _buckets;
    private Entry[] _entries;
    private int _used;

    /// <summary>Creates an empty dict.</summary>
    public JinjaDict()
        : this(0) { }

    /// <summary>Creates an empty dict.</summary>
    /// <param name="capacity">Entries to make room for.</param>
    public JinjaDict(int capacity)
    {
        var size = 4;
        while (size < capacity)
        {
            size *= 2;
        }
        _buckets = new int[size];
        _entries = new Entry[size];
    }

    /// <summary>Creates a copy.</summary>
    /// <param name="source">The dict to copy; its values are shared.</param>
    public JinjaDict(JinjaDict source)
    {
        _buckets = (int[])source._buckets.Clone();
        _entries = (Entry[])source._entries.Clone();
        _used = source._used;
        Count = source.Count;
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Whether it stands for Python's collections.OrderedDict, which differs in its text alone.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Changes whenever a key is added or removed.</summary>
    internal int Version { get; private set; }

    /// <summary>Finds the value of a str key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetValue(string key, out Value value)
    {
        ref readonly var found = ref Find(key, ValueEquality.HashOf(key));
        var isThere = !Unsafe.IsNullRef(in found);
        value = isThere ? found : default;
        return isThere;
    }

    /// <summary>Finds the value of a key.</summary>
    /// <param name="key">The key; a list, dict or set raises TypeError.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetValue(in Value key, out Value value)
    {
        var index = Find(key, ValueEquality.Hash(key));
        value = index < 0 ? default : _entries[index].Value;
        return index >= 0;
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key; a list, dict or set raises TypeError.</param>
    /// <returns>True when it is.</returns>
    public bool ContainsKey(in Value key) => Find(key, ValueEquality.Hash(key)) >= 0;

    /// <summary>Sets the value of a str key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public void Set(string key, in Value value) => Set(Value.From(key), value);

    /// <summary>Sets the value of a key; a key that is there keeps its place and its own form.</summary>
    /// <param name="key">The key; a list, dict or set raises TypeError.</param>
    /// <param name="value">Its value.</param>
    public void Set(in Value key, in Value value)
    {
        var hash = ValueEquality.Hash(key);
        var index = Find(key, hash);
        if (index >= 0)
        {
            _entries[index].Value = value;
            return;
        }
        if (_used == _entries.Length)
        {
            Resize();
        }
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_used] = new Entry
        {
            Hash = hash,
            Next = bucket - 1,
            Key = key,
            Value = value,
        };
        bucket = ++_used;
        Count++;
        Version++;
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it had.</param>
    /// <returns>False when it was not there.</returns>
    public bool Remove(in Value key, out Value value)
    {
        var hash = ValueEquality.Hash(key);
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        var previous = -1;
        for (var i = bucket - 1; i >= 0; previous = i, i = _entries[i].Next)
        {
            ref var entry = ref _entries[i];
            if (entry.Hash != hash || !ValueEquality.Same(entry.Key, key))
            {
                continue;
            }
            if (previous < 0)
            {
                bucket = entry.Next + 1;
            }
            else
            {
                _entries[previous].Next = entry.Next;
            }
            value = entry.Value;
            entry = new Entry { Next = Deleted };
            Count--;
            Version++;
            if (Count == 0)
            {
                _used = 0;
            }
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        Array.Clear(_buckets);
        Array.Clear(_entries);
        _used = 0;
        Count = 0;
        Version++;
    }

    /// <summary>Sets all entries of another dict.</summary>
    /// <param name="other">The other dict.</param>
    public void Update(JinjaDict other)
    {
        for (var i = 0; i < other._used; i++)
        {
            if (other._entries[i].Next != Deleted)
            {
                Set(other._entries[i].Key, other._entries[i].Value);
            }
        }
    }

    /// <summary>Finds the value of a str key whose hash is known.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">What <see cref="ValueEquality.HashOf(string)"/> gives for it.</param>
    /// <returns>The value, in its place; a null reference when there is none.</returns>
    internal ref readonly Value Find(string key, int hash)
    {
        var entries = _entries;
        var i = _buckets[hash & (_buckets.Length - 1)] - 1;
        while ((uint)i < (uint)entries.Length)
        {
            ref var entry = ref entries[i];
            if (entry.Hash == hash && entry.Key.Reference is string text && string.Equals(text, key))
            {
                return ref entry.Value;
            }
            i = entry.Next;
        }
        return ref Unsafe.NullRef<Value>();
    }

    /// <summary>Walks the entries: gives the next one at or after a position.</summary>
    /// <param name="position">Start with 0; moves on.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False at the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Next(ref int position, out Value key, out Value value)
    {
        while (position < _used)
        {
            ref var entry = ref _entries[position++];
            if (entry.Next != Deleted)
            {
                key = entry.Key;
                value = entry.Value;
                return true;
            }
        }
        key = default;
        value = default;
        return false;
    }

    /// <summary>The last entry that is there.</summary>
    internal bool TryGetLast(out Value key, out Value value)
    {
        for (var i = _used - 1; i >= 0; i--)
        {
            if (_entries[i].Next != Deleted)
            {
                key = _entries[i].Key;
                value = _entries[i].Value;
                return true;
            }
        }
        key = default;
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Value, Value>> GetEnumerator()
    {
        var position = 0;
        while (Next(ref position, out var key, out var value))
        {
            yield return new(key, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(in Value key, int hash)
    {
        for (var i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && ValueEquality.Same(_entries[i].Key, key))
            {
                return i;
            }
        }
        return -1;
    }

    private void Resize()
    {
        var size = Count * 2 > _entries.Length ? _entries.Length * 2 : _entries.Length;
        var old = _entries;
        var used = _used;
        _buckets = new int[size];
        _entries = new Entry[size];
        _used = 0;
        for (var i = 0; i < used; i++)
        {
            if (old[i].Next == Deleted)
            {
                continue;
            }
            ref var bucket = ref _buckets[old[i].Hash & (size - 1)];
            _entries[_used] = old[i];
            _entries[_used].Next = bucket - 1;
            bucket = ++_used;
        }
    }

    private struct Entry
    {
        public int Hash;
        public int Next;
        public Value Key;
        public Value Value;
    }
}
