using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>modules.pytz</c>: zones by name, and the names that there are.</summary>
internal sealed class PytzModule : IJinjaObject
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal)]
    );

    /// <inheritdoc />
    public string TypeName => "dict";

    /// <inheritdoc />
    public bool IsMapping => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        Value? member = name switch
        {
            "timezone" => Value.Function(name, (_, a) => Value.From(PytzZone.Find(a.RequiredText(0, "zone", "timezone")))),
            "utc" or "UTC" => Value.From(PytzZone.Utc),
            "all_timezones" or "common_timezones" => Value.List([.. Names.Value.Select(n => Value.From(n))]),
            "all_timezones_set" or "common_timezones_set" => Value.From(new JinjaSet(Names.Value.Select(n => Value.From(n)))),
            _ => null,
        };
        value = member ?? default;
        return member is not null;
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && TryGetAttribute(context, name, out value);
    }
}
