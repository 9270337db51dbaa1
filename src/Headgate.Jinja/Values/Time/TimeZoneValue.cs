namespace Headgate.Jinja.Values.Time;

/// <summary>Python's tzinfo: a zone that a datetime can carry. Hosts derive named zones from it.</summary>
public abstract class TimeZoneValue : IJinjaObject
{
    /// <inheritdoc/>
    public virtual string TypeName => "tzinfo";

    /// <inheritdoc/>
    public virtual string QualifiedTypeName => "datetime." + TypeName;

    /// <summary>Distance from UTC at a local time.</summary>
    /// <param name="local">A time of this zone's clocks.</param>
    /// <returns>Positive east of Greenwich.</returns>
    public abstract TimeSpan OffsetAt(DateTime local);

    /// <summary>Distance from UTC at a time of UTC.</summary>
    /// <param name="utc">The time.</param>
    /// <returns>Positive east of Greenwich.</returns>
    public abstract TimeSpan OffsetAtUtc(DateTime utc);

    /// <summary>The zone's short name at a local time, e.g. CET.</summary>
    /// <param name="local">A time of this zone's clocks.</param>
    /// <returns>The name.</returns>
    public abstract string NameAt(DateTime local);

    /// <summary>The zone that a datetime carries when its clock shows this zone; pytz gives another object for each offset.</summary>
    /// <param name="utc">A time of UTC.</param>
    /// <returns>By default the zone itself.</returns>
    public virtual TimeZoneValue At(DateTime utc) => this;

    /// <inheritdoc/>
    public abstract string Str();

    /// <inheritdoc/>
    public abstract string Repr();

    /// <inheritdoc/>
    public virtual bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "utcoffset" => Value.Function(name, (_, arguments) => Value.From(new TimeDeltaObject(OffsetAt(Moment(arguments))))),
            "tzname" => Value.Function(name, (_, arguments) => Value.From(NameAt(Moment(arguments)))),
            _ => default,
        };
        return !value.IsMissing;
    }

    private static DateTime Moment(in Arguments arguments) =>
        arguments.PositionalCount == 1 && arguments[0].TryGet<DateTimeObject>(out var moment) ? moment.Local : DateTime.UnixEpoch;
}
