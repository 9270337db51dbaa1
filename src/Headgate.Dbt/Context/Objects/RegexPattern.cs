using System.Text.RegularExpressions;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>What <c>modules.re.compile(…)</c> gives.</summary>
internal sealed class RegexPattern(string text, RegexOptions options) : IJinjaObject
{
    /// <summary>The pattern as it was written.</summary>
    public string Text { get; } = text;

    /// <summary>Its options.</summary>
    public RegexOptions Options { get; } = options;

    /// <inheritdoc />
    public string TypeName => "Pattern";

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "pattern")
        {
            value = Value.From(Text);
            return true;
        }
        value = Value.Function(name, (c, a) => Call(c, name, a));
        return name is "match" or "search" or "fullmatch" or "findall" or "sub" or "split";
    }

    /// <inheritdoc />
    public string Repr() => $"re.compile({Value.From(Text).Repr()})";

    private Value Call(CallContext context, string name, in Arguments arguments) =>
        Operators.CallMethod(context, Value.From(new RegexModule()), name, arguments.Prepend(Value.From(this)));
}
