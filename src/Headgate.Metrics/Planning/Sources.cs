using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>The sources of a statement in the making: the first, and what is joined to it.</summary>
internal sealed class Sources(PlanBuilder plan, Calendar calendar, Source from)
{
    private readonly List<Join> _joins = [];
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal) { from.CalledBy };

    public Source From => from;

    public IReadOnlyList<Join> Joins => _joins;

    /// <summary>Joins a step or table; what it is called by is given back.</summary>
    public string Join(JoinKind kind, string name, string? wanted, Func<string, IReadOnlyList<Condition>> on)
    {
        var alias = _aliases.Contains(name) ? wanted ?? name : name;
        for (var i = 2; !_aliases.Add(alias); i++)
        {
            alias = $"{wanted ?? name}_{i}";
        }
        _joins.Add(new Join(kind, new Source(name, null, alias), on(alias)));
        return alias;
    }

    /// <summary>A time as an item tells it.</summary>
    /// <param name="item">The item: its grain or part.</param>
    /// <param name="time">The time.</param>
    /// <param name="spine">The calendar whose day, hour or the like the time is, if it is one, and under what name it is joined.</param>
    public Expression Tell(Item item, Expression time, (TimeSpineDefinition Spine, string Alias)? spine = null)
    {
        if (item.Part is { } part)
        {
            return new PartOf(time, part);
        }
        var grain = item.Grain!;
        if (!grain.IsCustom)
        {
            return spine?.Spine.Unit == grain.Unit ? time : new StartOfPeriod(time, grain.Unit);
        }
        var own = calendar.SpineOf(grain);
        var read = plan.Read(own);
        var column = read.Column(grain.Name, own.CustomColumns[grain.Name]);
        if (spine is { } known && known.Spine == own)
        {
            return new ColumnOf(known.Alias, column);
        }
        var day = read.Column(own.Column, own.Column);
        var alias = Join(
            JoinKind.Left,
            read.Name,
            $"{read.Name}_of_{item.QualifiedName}",
            called => [new Compared(new ColumnOf(called, day), Comparison.Equal, new StartOfPeriod(time, own.Unit))]
        );
        return new ColumnOf(alias, column);
    }
}
