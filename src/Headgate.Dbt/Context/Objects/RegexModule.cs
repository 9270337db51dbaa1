using System.Text.RegularExpressions;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>modules.re</c>: match, search, fullmatch, findall, sub, split, compile, escape. Patterns that take too long are stopped.</summary>
internal sealed class RegexModule : IJinjaObject
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly HostMethods<RegexModule> Methods = new(
        new Dictionary<string, HostMethod<RegexModule>>(StringComparer.Ordinal)
        {
            ["match"] = static (_, _, a) => RegexMatch.Of(Pattern(a, "match", "\\A(?:{0})", 2), a.RequiredText(1, "string", "match")),
            ["search"] = static (_, _, a) => RegexMatch.Of(Pattern(a, "search", "{0}", 2), a.RequiredText(1, "string", "search")),
            ["fullmatch"] = static (_, _, a) =>
                RegexMatch.Of(Pattern(a, "fullmatch", "\\A(?:{0})\\z", 2), a.RequiredText(1, "string", "fullmatch")),
            ["findall"] = static (_, _, a) => RegexMatch.FindAll(Pattern(a, "findall", "{0}", 2), a.RequiredText(1, "string", "findall")),
            ["sub"] = static (_, c, a) =>
                RegexMatch.Substitute(
                    c,
                    Pattern(a, "sub", "{0}", 4),
                    a.Required(1, "repl", "sub"),
                    a.RequiredText(2, "string", "sub"),
                    a.Get(3, "count", Value.From(0))
                ),
            ["split"] = static (_, _, a) => RegexMatch.Split(Pattern(a, "split", "{0}", 3), a.RequiredText(1, "string", "split")),
            ["escape"] = static (_, _, a) => Value.From(Regex.Escape(a.RequiredText(0, "pattern", "escape"))),
            ["compile"] = static (_, _, a) =>
                Value.From(new RegexPattern(a.RequiredText(0, "pattern", "compile"), Flags(a.Get(1, "flags", Value.From(0))))),
        }
    );

    private static readonly Dictionary<string, long> FlagValues = new(StringComparer.Ordinal)
    {
        ["IGNORECASE"] = 2,
        ["I"] = 2,
        ["MULTILINE"] = 8,
        ["M"] = 8,
        ["DOTALL"] = 16,
        ["S"] = 16,
        ["VERBOSE"] = 64,
        ["X"] = 64,
    };

    /// <inheritdoc />
    public string TypeName => "module";

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (FlagValues.TryGetValue(name, out var flag))
        {
            value = Value.From(flag);
            return true;
        }
        return Methods.TryGet(this, name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <summary>A pattern of Python as one of .NET.</summary>
    /// <exception cref="JinjaException">A ValueError: the pattern is not valid.</exception>
    internal static Regex Compile(string pattern, RegexOptions options)
    {
        try
        {
            var translated = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal).Replace("(?P=", "\\k<", StringComparison.Ordinal);
            return new Regex(translated, options | RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException e)
        {
            throw new JinjaException(JinjaErrorKind.ValueError, e.Message, e);
        }
    }

    /// <summary>Python's flags as options of .NET.</summary>
    internal static RegexOptions Flags(in Value flags)
    {
        flags.TryGetInt64(out var bits);
        var options = RegexOptions.None;
        options |= (bits & 2) != 0 ? RegexOptions.IgnoreCase : RegexOptions.None;
        options |= (bits & 8) != 0 ? RegexOptions.Multiline : RegexOptions.None;
        options |= (bits & 16) != 0 ? RegexOptions.Singleline : RegexOptions.None;
        options |= (bits & 64) != 0 ? RegexOptions.IgnorePatternWhitespace : RegexOptions.None;
        return options;
    }

    private static Regex Pattern(in Arguments arguments, string function, string form, int flagsIndex)
    {
        var pattern = arguments.Required(0, "pattern", function);
        if (pattern.TryGet<RegexPattern>(out var compiled))
        {
            return Compile(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, compiled.Text), compiled.Options);
        }
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, pattern.ToString());
        return Compile(text, Flags(arguments.Get(flagsIndex, "flags", Value.From(0))));
    }
}
