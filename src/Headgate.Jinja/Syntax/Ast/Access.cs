namespace Headgate.Jinja.Syntax.Ast;

internal enum NameUse
{
    Load,
    Store,
    Parameter,
}

internal sealed class NameExpr(int position, string name, NameUse use) : Expr(position, 1)
{
    public string Name { get; } = name;

    public NameUse Use { get; } = use;

    public override string Kind => "name";
}

/// <summary>Target <c>name.attribute</c> of an assignment to a namespace.</summary>
internal sealed class NamespaceTarget(int position, string name, string attribute) : Expr(position, 1)
{
    public string Name { get; } = name;

    public string Attribute { get; } = attribute;

    public override string Kind => "nsref";
}

internal sealed class AttributeExpr(int position, Expr target, string name) : Expr(position, target.Depth + 1)
{
    public Expr Target { get; } = target;

    public string Name { get; } = name;

    public override string Kind => "getattr";
}

internal sealed class ItemExpr(int position, Expr target, Expr key) : Expr(position, DepthOf(target, key) + 1)
{
    public Expr Target { get; } = target;

    public Expr Key { get; } = key;

    public override string Kind => "getitem";
}

internal sealed class SliceExpr(int position, Expr? start, Expr? stop, Expr? step) : Expr(position, DepthOf(start, stop, step) + 1)
{
    public Expr? Start { get; } = start;

    public Expr? Stop { get; } = stop;

    public Expr? Step { get; } = step;

    public override string Kind => "slice";
}

/// <summary>The arguments of a call, a filter or a test.</summary>
internal sealed class CallArguments(Expr[] positional, KeywordArgument[] keywords, Expr? rest, Expr? restKeywords)
{
    public static CallArguments None { get; } = new([], [], null, null);

    public Expr[] Positional { get; } = positional;

    public KeywordArgument[] Keywords { get; } = keywords;

    /// <summary>The value behind <c>*</c>.</summary>
    public Expr? Rest { get; } = rest;

    /// <summary>The value behind <c>**</c>.</summary>
    public Expr? RestKeywords { get; } = restKeywords;

    public bool IsEmpty => Positional.Length == 0 && Keywords.Length == 0 && Rest is null && RestKeywords is null;

    public int Depth
    {
        get
        {
            var depth = Math.Max(Rest?.Depth ?? 0, RestKeywords?.Depth ?? 0);
            foreach (var argument in Positional)
            {
                depth = Math.Max(depth, argument.Depth);
            }
            foreach (var keyword in Keywords)
            {
                depth = Math.Max(depth, keyword.Value.Depth);
            }
            return depth;
        }
    }
}

internal readonly record struct KeywordArgument(string Name, Expr Value);

internal sealed class CallExpr(int position, Expr callee, CallArguments arguments)
    : Expr(position, Math.Max(callee.Depth, arguments.Depth) + 1)
{
    public Expr Callee { get; } = callee;

    public CallArguments Arguments { get; } = arguments;

    public override string Kind => "call";
}

/// <summary>A filter; without an input inside filter blocks and set blocks.</summary>
internal sealed class FilterExpr(int position, Expr? input, string name, CallArguments arguments)
    : Expr(position, Math.Max(input?.Depth ?? 0, arguments.Depth) + 1)
{
    public Expr? Input { get; } = input;

    public string Name { get; } = name;

    public CallArguments Arguments { get; } = arguments;

    public override string Kind => "filter";
}

internal sealed class TestExpr(int position, Expr input, string name, CallArguments arguments)
    : Expr(position, Math.Max(input.Depth, arguments.Depth) + 1)
{
    public Expr Input { get; } = input;

    public string Name { get; } = name;

    public CallArguments Arguments { get; } = arguments;

    public override string Kind => "test";
}
