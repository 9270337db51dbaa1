using System.Text.Json.Serialization;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>What a grant asks of a call beyond its capability and its place. What is left out asks nothing.</summary>
public sealed record GrantConditions
{
    /// <summary>Without effect before; null for from now on.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>When it holds, such as <c>Mon-Fri 08:00-18:00 Europe/Berlin</c>; in any of them. Empty for always.</summary>
    public IReadOnlyList<string> Hours { get; set; } = [];

    /// <summary>The networks that a call may come from, such as <c>10.0.0.0/8</c>; any of them. Empty for all.</summary>
    public IReadOnlyList<string> Networks { get; set; } = [];

    /// <summary>What the fields of a call may hold; all of them.</summary>
    public IReadOnlyList<ArgumentCondition> Arguments { get; set; } = [];

    /// <summary>The nodes that runs may touch; null for any.</summary>
    public ModelsCondition? Models { get; set; }

    /// <summary>Whether a person agrees to each call first; null for nobody.</summary>
    public ApprovalCondition? Approval { get; set; }

    /// <summary>How much of it in a day; null for any amount.</summary>
    public DailyBudget? Budget { get; set; }

    /// <summary>What it asks of what the agent has done before; null for nothing.</summary>
    public HistoryCondition? History { get; set; }

    /// <summary>What of a project's metrics it is for; null for everything.</summary>
    public MetricBounds? Metrics { get; set; }

    /// <summary>Facts that no call may ask for: some of <see cref="ShownFacts"/>.</summary>
    public IReadOnlyList<string> Withhold { get; set; } = [];

    /// <summary>Fields of answers whose values are not told (<see cref="MaskedFields"/>).</summary>
    public IReadOnlyList<string> Mask { get; set; } = [];

    /// <summary>Whether nothing is asked.</summary>
    [JsonIgnore]
    public bool IsEmpty =>
        From is null
        && Hours.Count == 0
        && Networks.Count == 0
        && Arguments.Count == 0
        && Models is null
        && Metrics is null
        && Withhold.Count == 0
        && Mask.Count == 0
        && Approval is null
        && Budget is null
        && History is null;

    /// <summary>The conditions in words, each beginning with a comma; empty for none.</summary>
    public string Describe() =>
        string.Concat(
            new[]
            {
                From is { } from ? $"from {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : null,
                Hours.Count > 0 ? $"at {string.Join(" or ", Hours)}" : null,
                Networks.Count > 0 ? $"from the network{(Networks.Count > 1 ? "s" : "")} {string.Join(", ", Networks)}" : null,
                Arguments.Count > 0 ? $"with {string.Join(" and ", Arguments.Select(a => a.Describe()))}" : null,
                Models?.Describe(),
                Metrics is { } metrics ? $"of {metrics.Describe()}" : null,
                Withhold.Count > 0 ? $"without {string.Join(" and ", Withhold)}" : null,
                Mask.Count > 0 ? $"with {string.Join(", ", Mask)} masked" : null,
                Budget?.Describe(),
                History?.Describe(),
                Approval?.Describe(),
            }
                .OfType<string>()
                .Select(text => ", " + text)
        );
}
