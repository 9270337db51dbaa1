using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>The arguments of a call, filter or test: evaluates them into <see cref="Arguments"/>.</summary>
internal sealed class CallShape
{
    private readonly Value[]? _constant;

    public CallShape(ExprNode[] positional, string[]? names, ExprNode[] keywords, ExprNode? rest, ExprNode? restKeywords)
    {
        Positional = positional;
        Names = names is { Length: > 0 } ? names : null;
        Keywords = keywords;
        Rest = rest;
        RestKeywords = restKeywords;
        IsPlain = rest is null && restKeywords is null;
        if (IsPlain && Array.TrueForAll(positional, p => p is ConstNode) && Array.TrueForAll(keywords, k => k is ConstNode))
        {
            _constant = [.. positional.Concat(keywords).Select(n => ((ConstNode)n).Value)];
        }
    }

    public static CallShape None { get; } = new([], null, [], null, null);

    public ExprNode[] Positional { get; }

    public string[]? Names { get; }

    public ExprNode[] Keywords { get; }

    public ExprNode? Rest { get; }

    public ExprNode? RestKeywords { get; }

    /// <summary>Whether there is neither * nor **.</summary>
    public bool IsPlain { get; }

    public Arguments Evaluate(Frame frame)
    {
        if (_constant is not null)
        {
            return new Arguments(_constant, Names);
        }
        return IsPlain ? EvaluatePlain(frame) : EvaluateSpread(frame);
    }

    private Arguments EvaluatePlain(Frame frame)
    {
        var values = new Value[Positional.Length + Keywords.Length];
        var at = 0;
        foreach (var argument in Positional)
        {
            values[at++] = argument.Evaluate(frame);
        }
        foreach (var argument in Keywords)
        {
            values[at++] = argument.Evaluate(frame);
        }
        return new Arguments(values, Names);
    }

    private Arguments EvaluateSpread(Frame frame)
    {
        var values = new List<Value>();
        foreach (var argument in Positional)
        {
            values.Add(argument.Evaluate(frame));
        }
        if (Rest is not null)
        {
            AddRest(frame, values, Rest);
        }
        var names = new List<string>();
        for (var i = 0; i < Keywords.Length; i++)
        {
            names.Add(Names![i]);
            values.Add(Keywords[i].Evaluate(frame));
        }
        if (RestKeywords is not null)
        {
            AddRestKeywords(frame, values, names, RestKeywords);
        }
        return new Arguments([.. values], names.Count == 0 ? null : [.. names]);
    }

    private static void AddRest(Frame frame, List<Value> values, ExprNode rest)
    {
        var items = rest.Evaluate(frame);
        frame.State.Position = rest.Position;
        if (!Operators.TryIterate(frame.State, items, out var walk))
        {
            throw PythonError.Type($"Value after * must be an iterable, not {items.TypeName}");
        }
        while (walk.MoveNext())
        {
            frame.State.Step();
            values.Add(walk.Current);
        }
    }

    private static void AddRestKeywords(Frame frame, List<Value> values, List<string> names, ExprNode rest)
    {
        var mapping = rest.Evaluate(frame);
        frame.State.Position = rest.Position;
        if (mapping.Kind != ValueKind.Dict && mapping.Reference is not IJinjaObject { IsMapping: true })
        {
            throw PythonError.Type($"jinja2.runtime.Context.call() argument after ** must be a mapping, not {mapping.TypeName}");
        }
        var keys = Operators.Iterate(frame.State, mapping);
        while (keys.MoveNext())
        {
            if (keys.Current.Reference is not string name)
            {
                throw PythonError.Type("keywords must be strings");
            }
            if (names.Contains(name))
            {
                throw PythonError.Type($"jinja2.runtime.Context.call() got multiple values for keyword argument '{name}'");
            }
            names.Add(name);
            values.Add(Operators.GetItem(frame.State, mapping, keys.Current));
        }
    }
}
