using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>modules</c>: the parts of Python's library that dbt gives to templates: datetime, pytz, re, itertools.</summary>
internal static class Modules
{
    /// <summary>The value of <c>modules</c>.</summary>
    public static Value Instance { get; } = Create();

    private static Value Create()
    {
        var dict = new JinjaDict(4);
        dict.Set("re", Value.From(new RegexModule()));
        dict.Set("itertools", Itertools.Module);
        return Value.From(dict);
    }
}
