using Headgate.Metrics.Time;

namespace Headgate.Metrics.Items;

/// <summary>What was written to mean an item: names may be shorter than the path to it, and a time's grain may be left out.</summary>
internal sealed record ItemPattern
{
    /// <summary>As it was written, for messages.</summary>
    public required string Text { get; init; }

    public required string Name { get; init; }

    /// <summary>The last entities of the path.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The kinds that it can mean.</summary>
    public required IReadOnlyList<ItemKind> Kinds { get; init; }

    public Grain? Grain { get; init; }

    /// <summary>A grain that the project does not have.</summary>
    public string? UnknownGrain { get; init; }

    public DatePart? Part { get; init; }

    public bool Descending { get; init; }

    public bool IsMetricTime => Links.Count == 0 && Name == Item.MetricTime;

    /// <summary>Whether a path ends in the entities of the pattern; a pattern without any means no path at all.</summary>
    public bool MatchesLinks(string links)
    {
        if (Links.Count == 0)
        {
            return links.Length == 0;
        }
        var wanted = string.Join(Item.Separator, Links);
        return links == wanted || links.EndsWith(Item.Separator + wanted, StringComparison.Ordinal);
    }
}
