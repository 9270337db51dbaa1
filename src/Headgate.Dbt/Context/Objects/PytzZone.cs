using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Time;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A zone of <c>modules.pytz</c>, by its name in the time zone database.</summary>
internal sealed class PytzZone(TimeZoneInfo zone) : TimeZoneValue, IJinjaObject
{
    /// <inheritdoc />
    public override string TypeName => "timezone";

    /// <summary>The value of <c>modules.pytz</c>: <c>timezone(name)</c> and <c>utc</c>.</summary>
    public static Value Module()
    {
        var dict = new JinjaDict(3);
        dict.Set("timezone", Value.Function("timezone", (_, a) => Find(a.RequiredText(0, "zone", "timezone"))));
        dict.Set("utc", Value.From(FixedTimeZone.Utc));
        dict.Set("UTC", Value.From(FixedTimeZone.Utc));
        return Value.From(dict);
    }

    /// <inheritdoc />
    public override TimeSpan OffsetAt(DateTime local) => zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));

    /// <inheritdoc />
    public override TimeSpan OffsetAtUtc(DateTime utc) => zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <inheritdoc />
    public override string NameAt(DateTime local) =>
        zone.IsDaylightSavingTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ? zone.DaylightName : zone.StandardName;

    /// <inheritdoc />
    public override string Str() => zone.Id;

    /// <inheritdoc />
    public override string Repr() => $"<DstTzInfo '{zone.Id}'>";

    /// <summary><c>zone.localize(datetime)</c>: the wall clock's time in this zone.</summary>
    bool IJinjaObject.TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        if (name == "localize")
        {
            var wall = arguments.Required(0, "dt", "localize");
            result = Operators.CallMethod(context, wall, "replace", new Arguments([Value.From(this)], ["tzinfo"]));
            return true;
        }
        result = default;
        return false;
    }

    private static Value Find(string name)
    {
        if (string.Equals(name, "UTC", StringComparison.OrdinalIgnoreCase))
        {
            return Value.From(FixedTimeZone.Utc);
        }
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? Value.From(new PytzZone(zone))
            : throw new JinjaException(JinjaErrorKind.KeyError, $"'{name}'");
    }
}
