using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Time;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>modules</c>: the parts of Python's library that dbt gives to templates: datetime, pytz, re, itertools.</summary>
internal static class Modules
{
    /// <summary>The value of <c>modules</c>.</summary>
    /// <param name="deprecate">Told of what is used and deprecated: the event and the text.</param>
    public static Value Create(Action<string, string> deprecate)
    {
        var dict = new JinjaDict(4);
        dict.Set("datetime", DateTimeModule.Create(TimeProvider.System));
        dict.Set("pytz", Value.From(new PytzModule()));
        dict.Set("re", Value.From(new RegexModule()));
        dict.Set("itertools", Itertools.Create(deprecate));
        return Value.From(dict);
    }
}
