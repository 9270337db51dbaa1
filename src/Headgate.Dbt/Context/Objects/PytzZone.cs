using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Time;

namespace Headgate.Dbt.Context.Objects;

/// <summary>
/// A zone of <c>modules.pytz</c>. As there, an object stands for a place while its clocks keep one distance from UTC: <c>localize</c>
/// and <c>normalize</c> choose it, and a zone that was not told a time keeps the place's first known distance.
/// </summary>
internal sealed class PytzZone : TimeZoneValue, IJinjaObject
{
    private static readonly HostMethods<PytzZone> Methods = new(
        new Dictionary<string, HostMethod<PytzZone>>(StringComparer.Ordinal)
        {
            ["localize"] = static (self, _, a) => self.Localize(a.Required(0, "dt", "localize"), a.Get(1, "is_dst", Value.False)),
            ["normalize"] = static (self, _, a) => self.Normalize(a.Required(0, "dt", "normalize")),
            ["fromutc"] = static (self, _, a) => self.FromUtc(Moment(a.Required(0, "dt", "fromutc")).Local),
            ["utcoffset"] = static (self, _, a) => self.At(a, zone => Value.From(new TimeDeltaObject(zone._offset))),
            ["dst"] = static (self, _, a) => self.At(a, zone => Value.From(new TimeDeltaObject(zone._saving))),
            ["tzname"] = static (self, _, a) => self.At(a, zone => Value.From(zone._abbreviation)),
        }
    );

    private readonly TimeZoneInfo _place;
    private readonly TimeSpan _offset;
    private readonly TimeSpan _saving;
    private readonly string _abbreviation;

    private PytzZone(TimeZoneInfo place, DateTime utc)
    {
        _place = place;
        _offset = place.GetUtcOffset(utc);
        var isSaving = place.IsDaylightSavingTime(utc);
        _saving = isSaving ? _offset - place.BaseUtcOffset : TimeSpan.Zero;
        _abbreviation =
            utc == DateTime.UnixEpoch.AddYears(-1900) && !IsFixed ? "LMT"
            : isSaving ? place.DaylightName
            : place.StandardName;
    }

    /// <summary>UTC.</summary>
    public static PytzZone Utc { get; } = new(TimeZoneInfo.Utc, First);

    /// <inheritdoc />
    public override string TypeName =>
        IsUtc ? "UTC"
        : IsFixed ? "StaticTzInfo"
        : "DstTzInfo";

    private static DateTime First => DateTime.UnixEpoch.AddYears(-1900);

    private bool IsUtc => ReferenceEquals(_place, TimeZoneInfo.Utc);

    private bool IsFixed => IsUtc || _place.GetAdjustmentRules().Length == 0;

    /// <summary>A zone by its name in the time zone database, as it is before a time is said.</summary>
    /// <exception cref="JinjaException">There is no zone of the name: KeyError, as Python's.</exception>
    public static PytzZone Find(string name)
    {
        if (string.Equals(name, "UTC", StringComparison.OrdinalIgnoreCase))
        {
            return Utc;
        }
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var place)
            ? new PytzZone(place, First)
            : throw new JinjaException(JinjaErrorKind.KeyError, $"'{name}'");
    }

    /// <inheritdoc />
    public override TimeSpan OffsetAt(DateTime local) => _offset;

    /// <inheritdoc />
    public override TimeSpan OffsetAtUtc(DateTime utc) => _place.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <inheritdoc />
    public override string NameAt(DateTime local) => _abbreviation;

    /// <inheritdoc />
    public override TimeZoneValue At(DateTime utc) => IsFixed ? this : new PytzZone(_place, DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <inheritdoc />
    public override string Str() => IsUtc ? "UTC" : _place.Id;

    /// <inheritdoc />
    public override string Repr() =>
        IsUtc ? "<UTC>"
        : IsFixed ? $"<StaticTzInfo '{_place.Id}'>"
        : $"<DstTzInfo '{_place.Id}' {_abbreviation}{(_offset < TimeSpan.Zero ? "" : "+")}{new TimeDeltaObject(_offset).Str()} {(_saving == TimeSpan.Zero ? "STD" : "DST")}>";

    /// <inheritdoc />
    public override bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "zone")
        {
            value = Value.From(Str());
            return true;
        }
        return Methods.TryGet(this, name, out value);
    }

    /// <inheritdoc />
    bool IJinjaObject.TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    private static DateTimeObject Moment(in Value value) =>
        value.TryGet<DateTimeObject>(out var moment)
            ? moment
            : throw new JinjaException(JinjaErrorKind.TypeError, $"a datetime is wanted, not '{value.TypeName}'");

    private Value FromUtc(DateTime utc) => Value.From(new DateTimeObject(utc + OffsetAtUtc(utc), At(utc)));

    private Value Normalize(in Value value)
    {
        var moment = Moment(value);
        return moment.Zone is null
            ? throw new JinjaException(JinjaErrorKind.ValueError, "Naive time - no tzinfo set")
            : FromUtc(moment.Local - moment.Zone.OffsetAt(moment.Local));
    }

    private Value Localize(in Value value, in Value isDst)
    {
        var moment = Moment(value);
        if (moment.Zone is not null)
        {
            throw new JinjaException(JinjaErrorKind.ValueError, "Not naive datetime (tzinfo is already set)");
        }
        return Value.From(new DateTimeObject(moment.Local, At(moment.Local - OffsetOf(moment.Local, isDst))));
    }

    /// <summary>The distance from UTC of a clock's time: of the two that an hour after summer has, the one that is wished.</summary>
    private TimeSpan OffsetOf(DateTime local, in Value isDst)
    {
        var standard = _place.GetUtcOffset(local);
        var isTwice = _place.IsAmbiguousTime(local);
        if (isDst.IsNone && (isTwice || _place.IsInvalidTime(local)))
        {
            throw new JinjaException(JinjaErrorKind.ValueError, new DateTimeObject(local).Str());
        }
        return isTwice && isDst.IsTruthy ? _place.GetAmbiguousTimeOffsets(local).Max() : standard;
    }

    private Value At(in Arguments arguments, Func<PytzZone, Value> read)
    {
        var moment = arguments.Get(0, "dt", Value.None);
        if (moment.IsNone)
        {
            return Value.None;
        }
        var local = Moment(moment);
        return read(
            ReferenceEquals(local.Zone, this)
                ? this
                : (PytzZone)At(local.Local - OffsetOf(local.Local, arguments.Get(1, "is_dst", Value.False)))
        );
    }
}
