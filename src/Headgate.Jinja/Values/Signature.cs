using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Values;

/// <summary>
/// The parameters of a function, and the binding of a call's arguments to them with Python's errors. A parameter is written as its name;
/// <c>name?</c> is optional, <c>*</c> makes the following ones keyword-only.
/// </summary>
public sealed class Signature
{
    private readonly string[] _names;
    private readonly int _required;
    private readonly int _positional;
    private readonly bool[] _optional;

    /// <summary>Describes a function.</summary>
    /// <param name="function">Its name in messages.</param>
    /// <param name="parameters">Its parameters.</param>
    public Signature(string function, params string[] parameters)
        : this(function, 0, parameters) { }

    internal Signature(string function, int given, params string[] parameters)
    {
        Function = function;
        Given = given;
        var star = Array.IndexOf(parameters, "*");
        var all = Array.FindAll(parameters, p => p != "*");
        _positional = star < 0 ? all.Length : star;
        _names = Array.ConvertAll(all, p => p.TrimEnd('?'));
        _optional = Array.ConvertAll(all, p => p.EndsWith('?'));
        for (var i = 0; i < _positional && !_optional[i]; i++)
        {
            _required++;
        }
    }

    /// <summary>The function's name in messages.</summary>
    public string Function { get; }

    /// <summary>Arguments that the caller passes besides those bound here and that Python's messages count: a filter's input, its environment.</summary>
    internal int Given { get; }

    /// <summary>How many parameters there are.</summary>
    public int Count => _names.Length;

    /// <summary>Binds the arguments of a call.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="slots">Takes one value per parameter; those not given stay <c>default</c>.</param>
    /// <exception cref="JinjaException">TypeError when they do not fit.</exception>
    public void Bind(in Arguments arguments, Span<Value> slots)
    {
        var positional = arguments.Positional;
        if (positional.Length > _positional)
        {
            throw TooMany(positional.Length);
        }
        positional.CopyTo(slots);
        slots[positional.Length.._names.Length].Clear();
        var names = arguments.Names;
        for (var i = 0; i < names.Length; i++)
        {
            var index = Array.IndexOf(_names, names[i]);
            if (index < 0)
            {
                throw PythonError.Type($"{Function}() got an unexpected keyword argument '{names[i]}'");
            }
            if (!slots[index].IsMissing)
            {
                throw PythonError.Type($"{Function}() got multiple values for argument '{names[i]}'");
            }
            slots[index] = arguments.Values[positional.Length + i];
        }
        for (var i = 0; i < _names.Length; i++)
        {
            if (!_optional[i] && slots[i].IsMissing)
            {
                throw MissingArguments(slots);
            }
        }
    }

    private JinjaException TooMany(int count)
    {
        var most = _positional + Given;
        var least = _required + Given;
        var expected =
            least == most ? $"{most} positional argument{(most == 1 ? "" : "s")}" : $"from {least} to {most} positional arguments";
        var given = count + Given;
        return PythonError.Type($"{Function}() takes {expected} but {given} {(given == 1 ? "was" : "were")} given");
    }

    private JinjaException MissingArguments(ReadOnlySpan<Value> slots)
    {
        var missing = new List<string>();
        var keywordOnly = true;
        for (var i = 0; i < _names.Length; i++)
        {
            if (!_optional[i] && slots[i].IsMissing && (i < _positional || missing.Count == 0 || keywordOnly))
            {
                keywordOnly &= i >= _positional;
                missing.Add($"'{_names[i]}'");
            }
        }
        var list = missing.Count switch
        {
            1 => missing[0],
            2 => $"{missing[0]} and {missing[1]}",
            _ => string.Join(", ", missing[..^1]) + ", and " + missing[^1],
        };
        var kind = keywordOnly ? "keyword-only" : "positional";
        return PythonError.Type($"{Function}() missing {missing.Count} required {kind} argument{(missing.Count == 1 ? "" : "s")}: {list}");
    }
}
