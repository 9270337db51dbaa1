using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Run;

/// <summary>The variable <c>loop</c>: where a for loop stands. It looks one item ahead only when asked, as Jinja's does.</summary>
internal sealed class LoopObject : IJinjaObject
{
    private readonly RenderState _state;
    private readonly RecursiveLoop? _recursive;
    private Func<Value, bool>? _accept;
    private ValueEnumerator _items;
    private Value _sized;
    private long _length = -1;
    private Value _before;
    private Value _current;
    private Value _after;
    private bool _hasAfter;
    private bool _atEnd;
    private Value[]? _lastChanged;

    public LoopObject(RenderState state, in Value items, Func<Value, bool>? accept, RecursiveLoop? recursive, int depth)
    {
        _state = state;
        _recursive = recursive;
        _accept = accept;
        _items = Operators.Iterate(state, items);
        _sized = accept is null ? items : default;
        Depth0 = depth;
    }

    public string TypeName => "LoopContext";

    public string QualifiedTypeName => "jinja2.runtime.LoopContext";

    public bool IsCallable => true;

    public int? Length => (int)FullLength();

    public long Index0 { get; private set; } = -1;

    public int Depth0 { get; }

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext(out Value item)
    {
        if (_hasAfter)
        {
            item = _after;
            _hasAfter = false;
        }
        else if (!Fetch(out item))
        {
            return false;
        }
        Index0++;
        _before = _current;
        _current = item;
        return true;
    }

    /// <summary>What one of the attributes is at the moment.</summary>
    public Value Get(LoopMember member) =>
        member switch
        {
            LoopMember.Index => Value.From(Index0 + 1),
            LoopMember.Index0 => Value.From(Index0),
            LoopMember.First => Value.From(Index0 == 0),
            LoopMember.Last => Value.From(!Peek()),
            LoopMember.Length => Value.From(FullLength()),
            LoopMember.RevIndex => Value.From(FullLength() - Index0),
            LoopMember.RevIndex0 => Value.From(FullLength() - Index0 - 1),
            LoopMember.Depth => Value.From((long)Depth0 + 1),
            LoopMember.Depth0 => Value.From((long)Depth0),
            LoopMember.PrevItem => Index0 == 0 ? _state.MakeUndefinedWithHint("there is no previous item") : _before,
            _ => Peek() ? _after : _state.MakeUndefinedWithHint("there is no next item"),
        };

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        var member = LoopMembers.Of(name);
        if (member != LoopMember.None)
        {
            value = Get(member);
            return true;
        }
        if (name is "cycle" or "changed")
        {
            value = Value.Function(name, (c, arguments) => name == "cycle" ? Cycle(arguments) : Changed(arguments));
            return true;
        }
        value = default;
        return false;
    }

    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        if (name == "cycle")
        {
            result = Cycle(arguments);
            return true;
        }
        if (name == "changed")
        {
            result = Changed(arguments);
            return true;
        }
        if (TryGetAttribute(context, name, out var member))
        {
            result = Operators.Call(context, member, arguments);
            return true;
        }
        result = default;
        return false;
    }

    public Value Call(CallContext context, Arguments arguments)
    {
        if (arguments.Count != 1 || arguments.PositionalCount != 1)
        {
            throw PythonError.Type(
                arguments.Count == 0
                    ? "LoopContext.__call__() missing 1 required positional argument: 'iterable'"
                    : $"LoopContext.__call__() takes 2 positional arguments but {arguments.Count + 1} were given"
            );
        }
        return _recursive is null
            ? throw PythonError.Type("The loop must have the 'recursive' marker to be called recursively.")
            : _recursive.Run((RenderState)context, arguments[0], Depth0 + 1);
    }

    public string Repr() => $"<LoopContext {Index0 + 1}/{FullLength()}>";

    private Value Cycle(in Arguments arguments)
    {
        if (arguments.PositionalCount == 0)
        {
            throw PythonError.Type("no items for cycling given");
        }
        return arguments[(int)(Index0 % arguments.PositionalCount)];
    }

    private Value Changed(in Arguments arguments)
    {
        var values = arguments.Positional;
        var same = _lastChanged is not null && _lastChanged.Length == values.Length;
        for (var i = 0; same && i < values.Length; i++)
        {
            same = ValueEquality.Equal(_lastChanged![i], values[i]);
        }
        _lastChanged = values.ToArray();
        return Value.From(!same);
    }

    private bool Peek()
    {
        if (_hasAfter)
        {
            return true;
        }
        _hasAfter = !_atEnd && Fetch(out _after);
        _atEnd = !_hasAfter;
        return _hasAfter;
    }

    private bool Fetch(out Value item)
    {
        while (_items.MoveNext())
        {
            item = _items.Current;
            if (_accept is null || _accept(item))
            {
                return true;
            }
            _state.Step();
        }
        item = default;
        return false;
    }

    /// <summary>The number of items; what has no length is read to its end for it.</summary>
    private long FullLength()
    {
        if (_length >= 0)
        {
            return _length;
        }
        if (!_sized.IsMissing && Operators.TryGetLength(_state, _sized, out var known))
        {
            return _length = known;
        }
        var rest = new List<Value>();
        while (Fetch(out var item))
        {
            _state.Step();
            rest.Add(item);
        }
        _items = new ValueEnumerator(ValueKind.List, new JinjaList(rest));
        _accept = null;
        return _length = rest.Count + Index0 + 1 + (_hasAfter ? 1 : 0);
    }
}
