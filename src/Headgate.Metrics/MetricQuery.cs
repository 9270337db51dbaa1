using Headgate.Catalogue;

namespace Headgate.Metrics;

/// <summary>What is asked for, by names.</summary>
public sealed record MetricQuery
{
    /// <summary>The metrics; none for the values of what is grouped by.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>What to group by: <c>metric_time__month</c>, <c>customer__tier</c>, <c>Dimension('customer__tier')</c>.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Conditions, all of which have to hold: <c>{{ Dimension('customer__tier') }} = 'gold'</c>.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>What to order by, of what is selected; a leading minus turns the order round.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>The most rows to give, or null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>The first moment of <c>metric_time</c> that counts, as an ISO date or time.</summary>
    public string? StartTime { get; init; }

    /// <summary>The last moment of <c>metric_time</c> that counts.</summary>
    public string? EndTime { get; init; }

    /// <summary>Other names for metrics in the result.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>What of the project it may touch; null for everything.</summary>
    public MetricBounds? Bounds { get; init; }

    /// <summary>Whether its conditions come from someone who may not write SQL: they are comparisons of what their templates name, with known functions alone.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>A query that the project keeps; excludes metrics and what to group by, further conditions add up.</summary>
    public string? SavedQuery { get; init; }
}
