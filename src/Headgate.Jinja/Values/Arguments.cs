using System.Diagnostics.CodeAnalysis;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <summary>What a function is called with: positional values first, then the values of keywords.</summary>
/// <param name="values">All values.</param>
/// <param name="names">Names of the last values; may be shared between calls and must not be changed.</param>
[SuppressMessage("Usage", "CA2231", Justification = "Arguments are not compared.")]
public readonly struct Arguments(Value[] values, string[]? names = null)
{
    private readonly Value[]? _values = values;
    private readonly string[]? _names = names;

    /// <summary>No arguments.</summary>
    public static Arguments Empty => new([]);

    /// <summary>All values, positional first.</summary>
    public ReadOnlySpan<Value> Values => _values;

    /// <summary>Names of the last values.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The values without a keyword.</summary>
    public ReadOnlySpan<Value> Positional => Values[..PositionalCount];

    /// <summary>How many values have no keyword.</summary>
    public int PositionalCount => (_values?.Length ?? 0) - (_names?.Length ?? 0);

    /// <summary>How many values have a keyword.</summary>
    public int KeywordCount => _names?.Length ?? 0;

    /// <summary>Number of values.</summary>
    public int Count => _values?.Length ?? 0;

    /// <summary>The positional value at a place.</summary>
    /// <param name="index">From 0.</param>
    public Value this[int index] => Positional[index];

    /// <summary>Only positional arguments.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The arguments.</returns>
    public static Arguments Of(params Value[] values) => new(values);

    /// <summary>The value given by keyword.</summary>
    /// <param name="name">The keyword.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the call does not name it.</returns>
    public bool TryGetKeyword(string name, out Value value)
    {
        if (_names is not null)
        {
            for (var i = 0; i < _names.Length; i++)
            {
                if (_names[i] == name)
                {
                    value = _values![PositionalCount + i];
                    return true;
                }
            }
        }
        value = default;
        return false;
    }

    /// <summary>The value at a place or by keyword.</summary>
    /// <param name="index">Place among the positional arguments, from 0.</param>
    /// <param name="name">The keyword.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the call gives neither.</returns>
    public bool TryGet(int index, string name, out Value value)
    {
        if (index < PositionalCount)
        {
            value = _values![index];
            return true;
        }
        return TryGetKeyword(name, out value);
    }

    /// <summary>The value at a place or by keyword, or a default.</summary>
    /// <param name="index">Place among the positional arguments, from 0.</param>
    /// <param name="name">The keyword.</param>
    /// <param name="defaultValue">What a call that gives neither means.</param>
    /// <returns>The value.</returns>
    public Value Get(int index, string name, Value defaultValue) => TryGet(index, name, out var value) ? value : defaultValue;

    /// <summary>The arguments after the first positional ones.</summary>
    /// <param name="count">How many to leave out.</param>
    /// <returns>The rest, with the same keywords.</returns>
    public Arguments Skip(int count) => new(Values[Math.Min(count, PositionalCount)..].ToArray(), _names);

    /// <summary>The same arguments with one more positional value before them.</summary>
    /// <param name="first">The value.</param>
    /// <returns>The arguments.</returns>
    public Arguments Prepend(in Value first)
    {
        var all = new Value[Count + 1];
        all[0] = first;
        Values.CopyTo(all.AsSpan(1));
        return new(all, _names);
    }

    /// <summary>The keywords as a dict, in the order given.</summary>
    /// <returns>A new dict.</returns>
    public JinjaDict KeywordsToDict()
    {
        var dict = new JinjaDict(KeywordCount);
        for (var i = 0; i < KeywordCount; i++)
        {
            dict.Set(Value.From(_names![i]), _values![PositionalCount + i]);
        }
        return dict;
    }
}
