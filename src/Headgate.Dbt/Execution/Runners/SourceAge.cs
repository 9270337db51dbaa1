using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Execution.Results;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>When a source was last loaded, by the clock of the database.</summary>
/// <param name="LoadedAt">The newest row's time; the first moment of the calendar for an empty source.</param>
/// <param name="AskedAt">When the database was asked.</param>
/// <param name="Response">What the database said of the query, or null.</param>
internal sealed record SourceAge(DateTimeOffset LoadedAt, DateTimeOffset AskedAt, AdapterResponse? Response)
{
    /// <summary>The time between the two.</summary>
    public TimeSpan Age => AskedAt - LoadedAt;

    /// <summary>Reads what the macro gives: a result with one row of two times.</summary>
    /// <exception cref="DbtException">It gives something else.</exception>
    public static SourceAge Read(Value given, TimeProvider time)
    {
        if (
            !given.TryGet<JinjaDict>(out var result)
            || !result.TryGetValue("table", out var found)
            || !found.TryGet<TableObject>(out var table)
        )
        {
            throw new DbtException(DbtErrorKind.Compilation, "The macro that asks for freshness gave no result with a table.");
        }
        if (table.Table.Rows is not [[var loaded, var asked]])
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"Got an invalid result from the freshness query: expected one row of two columns, got {table.Table.Rows.Count} rows of {table.Table.Columns.Count}."
            );
        }
        var response = result.TryGetValue("response", out var told) && told.TryGet<ResponseObject>(out var word) ? word.Response : null;
        return new(Moment(loaded) ?? DateTimeOffset.MinValue, Moment(asked) ?? time.GetUtcNow(), response);
    }

    /// <summary>The status of a source of this age.</summary>
    public NodeStatus Judge(FreshnessThreshold criteria) =>
        Exceeds(criteria.ErrorAfter) ? NodeStatus.Error
        : Exceeds(criteria.WarnAfter) ? NodeStatus.Warn
        : NodeStatus.Pass;

    /// <summary>A moment as sources.json writes it.</summary>
    public static string Iso(DateTimeOffset moment)
    {
        var format = moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.ffffff";
        return moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) + "+00:00";
    }

    private bool Exceeds(FreshnessPeriod? limit) =>
        limit?.Count is { } count
        && Age.TotalSeconds
            > count
                * limit.Period switch
                {
                    "minute" => 60.0,
                    "hour" => 3600.0,
                    _ => 86400.0,
                };

    private static DateTimeOffset? Moment(object? cell) =>
        cell switch
        {
            null => null,
            DateTimeOffset moment => moment.ToUniversalTime(),
            DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
            DateOnly day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
                moment,
            _ => throw new DbtException(
                DbtErrorKind.Compilation,
                $"Expected a timestamp value when querying field of the source, got a value of '{cell}' of type {cell.GetType().Name}."
            ),
        };
}
