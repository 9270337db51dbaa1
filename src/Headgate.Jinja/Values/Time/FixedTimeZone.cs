using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime.timezone: a fixed distance from UTC.</summary>
public sealed class FixedTimeZone : TimeZoneValue, IJinjaObject
{
    private readonly TimeSpan _offset;
    private readonly string? _name;

    /// <summary>Creates a zone.</summary>
    /// <param name="offset">Distance from UTC, less than a day.</param>
    /// <param name="name">Its name, or null for UTC±hh:mm.</param>
    public FixedTimeZone(TimeSpan offset, string? name = null)
    {
        if (offset.Duration() >= TimeSpan.FromDays(1))
        {
            throw PythonError.Value(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                    + new TimeDeltaObject(offset).Repr()
                    + "."
            );
        }
        _offset = offset;
        _name = name;
    }

    /// <summary>UTC.</summary>
    public static FixedTimeZone Utc { get; } = new(TimeSpan.Zero);

    /// <inheritdoc/>
    public override string TypeName => "timezone";

    /// <summary>The zone of an offset.</summary>
    /// <param name="offset">Distance from UTC.</param>
    /// <returns>The zone.</returns>
    public static FixedTimeZone Of(TimeSpan offset) => offset == TimeSpan.Zero ? Utc : new(offset);

    /// <inheritdoc/>
    public override TimeSpan OffsetAt(DateTime local) => _offset;

    /// <inheritdoc/>
    public override TimeSpan OffsetAtUtc(DateTime utc) => _offset;

    /// <inheritdoc/>
    public override string NameAt(DateTime local) => Str();

    /// <inheritdoc/>
    public override string Str() => _name ?? (_offset == TimeSpan.Zero ? "UTC" : "UTC" + TimeText.Offset(_offset, ":"));

    /// <inheritdoc/>
    public override string Repr()
    {
        if (_offset == TimeSpan.Zero && _name is null)
        {
            return "datetime.timezone.utc";
        }
        var delta = new TimeDeltaObject(_offset).Repr();
        return _name is null ? $"datetime.timezone({delta})" : $"datetime.timezone({delta}, {PythonText.ReprOf(_name)})";
    }

    /// <inheritdoc cref="IJinjaObject.EqualTo"/>
    public bool EqualTo(in Value other) => other.TryGet<FixedTimeZone>(out var zone) && zone._offset == _offset;

    /// <inheritdoc cref="IJinjaObject.Hash"/>
    public int Hash() => _offset.GetHashCode();
}
