using System.Text;

namespace Headgate.Jinja.Tests.Fuzz;

/// <summary>Writes random templates by the grammar; the same seed gives the same template.</summary>
internal sealed class TemplateGenerator(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "x", "y", "ns", "items", "text", "d", "loop", "nope", "m1", "m2"];

    private static readonly string[] Atoms =
    [
        "1",
        "0",
        "-3",
        "2.5",
        "'q'",
        "\"<b>\"",
        "true",
        "none",
        "[]",
        "()",
        "{}",
        "items",
        "text",
        "d",
        "x",
        "1e400",
        "'é😀'",
        "10**20",
    ];

    private static readonly string[] Filters =
    [
        "upper",
        "length",
        "list",
        "first",
        "last",
        "join(',')",
        "default('z')",
        "string",
        "int",
        "float",
        "reverse",
        "sort",
        "tojson",
        "e",
        "safe",
        "title",
        "trim",
        "replace('q', 'rr')",
        "batch(2)",
        "slice(2)",
        "map('upper')",
        "select('odd')",
        "groupby('k')",
        "round(1)",
        "wordwrap(3)",
        "truncate(4)",
        "indent",
        "unique",
        "sum",
        "min",
        "max",
        "items",
        "dictsort",
        "center(9)",
        "format(1)",
        "pprint",
        "urlize",
    ];

    private static readonly string[] Tests =
    [
        "defined",
        "none",
        "odd",
        "even",
        "string",
        "number",
        "iterable",
        "mapping",
        "divisibleby(2)",
        "sameas none",
        "in items",
        "eq 1",
        "upper",
    ];

    private static readonly string[] Methods =
    [
        "upper()",
        "items()",
        "append(1)",
        "get('k')",
        "k",
        "index",
        "split('q')",
        "format(1)",
        "join(items)",
    ];

    private readonly Random _random = new(seed);
    private int _block;

    public string Next()
    {
        var text = new StringBuilder();
        Body(text, 0, 1 + _random.Next(5));
        return text.ToString();
    }

    private T One<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private string Expression(int depth)
    {
        var below = depth + 1;
        if (depth > 4)
        {
            return _random.Next(2) == 0 ? One(Names) : One(Atoms);
        }
        return _random.Next(22) switch
        {
            < 4 => One(Names),
            < 7 => One(Atoms),
            7 or 8 => $"{Expression(below)} {One(["+", "-", "*", "/", "//", "%", "**", "~", "and", "or"])} {Expression(below)}",
            9 => $"{Expression(below)} {One(["==", "!=", "<", "<=", ">", ">=", "in", "not in"])} {Expression(below)}",
            10 => $"({Expression(below)} if {Expression(below)} else {Expression(below)})",
            11 => $"({Expression(below)} if {Expression(below)})",
            12 => $"[{Expression(below)}, {Expression(below)}]",
            13 => $"{{'k': {Expression(below)}, {Expression(below)}: 1}}",
            14 => $"({Expression(below)},)",
            15 => $"({Expression(below)})|{One(Filters)}",
            16 => $"{Expression(below)} is {(_random.Next(3) == 0 ? "not " : "")}{One(Tests)}",
            17 => $"not {Expression(below)}",
            18 => $"({Expression(below)}).{One(Methods)}",
            19 => $"{One(Names)}[{Expression(below)}]",
            20 => $"{One(Names)}[{Expression(below)}:{Expression(below)}]",
            _ => $"{One(["m1", "m2", "range", "dict", "namespace", "caller", "loop", "loop.cycle", "text.format"])}({Arguments(below)})",
        };
    }

    private string Arguments(int depth) =>
        _random.Next(5) switch
        {
            0 => "",
            1 => Expression(depth),
            2 => $"{Expression(depth)}, k={Expression(depth)}",
            3 => $"*items, **d",
            _ => $"{Expression(depth)}, {Expression(depth)}",
        };

    private void Body(StringBuilder text, int depth, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Statement(text, depth);
        }
    }

    private void Tag(StringBuilder text, string head) =>
        text.Append("{%").Append(One(["", "", "-", "+"])).Append(' ').Append(head).Append(' ').Append(One(["", "", "-", "+"])).Append("%}");

    private void Enclosed(StringBuilder text, int depth, string head, string end)
    {
        Tag(text, head);
        Body(text, depth + 1, 1 + _random.Next(2));
        Tag(text, end);
    }

    private void Statement(StringBuilder text, int depth)
    {
        switch (depth > 4 ? _random.Next(4) : _random.Next(20))
        {
            case 0:
                text.Append(One(["text ", "\n", "  \n x", "{ ", "é", "%", "#"]));
                break;
            case 1 or 2:
                text.Append("{{ ").Append(Expression(0)).Append(" }}");
                break;
            case 3:
                Tag(text, $"set {One(["a", "b", "x", "a, b", "ns.v"])} = {Expression(0)}");
                break;
            case 4:
                Tag(text, $"if {Expression(0)}");
                Body(text, depth + 1, 1);
                if (_random.Next(2) == 0)
                {
                    Tag(text, _random.Next(2) == 0 ? "else" : $"elif {Expression(0)}");
                    Body(text, depth + 1, 1);
                }
                Tag(text, "endif");
                break;
            case 5 or 6 or 7:
                var filter = _random.Next(4) == 0 ? " if " + Expression(1) : "";
                var target = One(["a", "x", "a, b", "i"]);
                Enclosed(text, depth, $"for {target} in {Expression(1)}{filter}{One(["", "", " recursive"])}", "endfor");
                break;
            case 8:
                Enclosed(text, depth, $"macro {One(["m1", "m2"])}({One(["", "a", "a, b=1", "x=items"])})", "endmacro");
                break;
            case 9:
                Enclosed(text, depth, $"call{One(["", "(a)"])} {One(["m1", "m2"])}({Arguments(1)})", "endcall");
                break;
            case 10:
                Enclosed(text, depth, $"filter {One(Filters)}", "endfilter");
                break;
            case 11:
                Enclosed(text, depth, $"set {One(["a", "x"])}", "endset");
                break;
            case 12:
                Enclosed(text, depth, $"with a = {Expression(1)}, ns = namespace(v=1)", "endwith");
                break;
            case 13:
                Enclosed(text, depth, $"block b{++_block} {One(["", "scoped"])}", "endblock");
                break;
            case 14:
                Enclosed(text, depth, $"autoescape {One(["true", "false", "x"])}", "endautoescape");
                break;
            case 15:
                text.Append(One(["{# note #}", "{#- note -#}", "{% raw %}{{ x {% endraw %}"]));
                break;
            case 16:
                Tag(text, $"do {Expression(0)}");
                break;
            case 17:
                Tag(
                    text,
                    One(["include 'other'", "include 'gone' ignore missing", "import 'other' as m1", "from 'other' import m2 with context"])
                );
                break;
            default:
                text.Append("{{ ").Append(Expression(2)).Append(" }} ");
                break;
        }
    }
}
