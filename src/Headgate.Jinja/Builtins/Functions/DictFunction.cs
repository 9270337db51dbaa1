using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>dict(pairs, key=value)</c>: a new dict.</summary>
internal static class DictFunction
{
    public static Value Call(CallContext context, Arguments arguments)
    {
        if (arguments.PositionalCount > 1)
        {
            throw PythonError.Type($"dict expected at most 1 argument, got {arguments.PositionalCount}");
        }
        var dict = new JinjaDict(arguments.KeywordCount);
        if (arguments.PositionalCount == 1)
        {
            DictFill.From(context, dict, arguments[0]);
        }
        DictFill.FromKeywords(dict, arguments);
        return Value.From(dict);
    }
}
