using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <content>The values of what could be grouped by, without metrics.</content>
internal sealed partial class MetricPlanner
{
    private Selection Values(ResolvedQuery query)
    {
        var needed = query.Items.Concat(query.Filters.SelectMany(filter => filter.Items)).Distinct().ToList();
        var times = needed.Where(item => item.IsMetricTime).ToList();
        var others = needed.Where(item => !item.IsMetricTime).ToList();
        Sources sources;
        var values = new Dictionary<Item, Expression>();
        List<Condition> where = [];
        if (others.Count == 0)
        {
            return new Selection
            {
                From = new Source(Periods(times, query.Filters, "metric_time", inRange: true)),
                Columns = Keys(query.Items),
                IsGrouped = true,
            };
        }
        var bound = _filters.Resolve(_bounds.Rows, []);
        query = query with { Filters = [.. query.Filters, .. bound] };
        needed = [.. needed.Concat(bound.SelectMany(filter => filter.Items)).Distinct()];
        others = [.. needed.Where(item => !item.IsMetricTime)];
        var model = ModelFor(others);
        var read = _plan.Read(model);
        sources = new Sources(_plan, _calendar, new Source(read.Name));
        // Values that occur on either side of a join count, so nothing is lost of either.
        var rows = new ModelRows(_plan, _items, _manifest, model, JoinKind.Full, sources, read.Name);
        foreach (var item in others)
        {
            values[item] = item.Kind == ItemKind.Metric ? ValueOfMetric(item, rows) : rows.ValueOf(item);
        }
        if (times.Count > 0)
        {
            var spine = _calendar.SpineFor(times.Min(item => item.Grain?.Unit ?? Time.TimeUnit.Day));
            var calendar = _plan.Read(spine);
            var column = calendar.Column(spine.Column, spine.Column);
            var alias = sources.Join(JoinKind.Cross, calendar.Name, null, _ => []);
            foreach (var item in times)
            {
                values[item] = sources.Tell(item, new ColumnOf(alias, column), (spine, alias));
            }
            where.AddRange(InRange(new ColumnOf(alias, column)));
        }
        var selection = new Selection
        {
            From = sources.From,
            Joins = sources.Joins,
            Where = where,
            Columns = [.. needed.Select(item => new OutputColumn(item.Column, values[item]))],
        };
        var step = Distinct(
            selection,
            query.Items,
            query.Filters,
            "distinct_values",
            $"lists the different values of {string.Join(", ", query.Items)}"
        );
        return new Selection { From = new Source(step), Columns = Keys(query.Items) };
    }

    /// <summary>The model from which the fewest joins lead to everything.</summary>
    private SemanticModelDefinition ModelFor(List<Item> wanted)
    {
        var best = _manifest
            .Models.Select(model => (Model: model, Joins: JoinsFor(model, wanted)))
            .Where(one => one.Joins is not null)
            .OrderBy(one => one.Joins)
            .ThenByDescending(one => wanted.Exists(item => item.Kind == ItemKind.Entity && item.Name == one.Model.PrimaryEntity))
            .ThenBy(one => one.Model.Name, StringComparer.Ordinal)
            .Select(one => one.Model)
            .FirstOrDefault();
        return best
            ?? throw new RefusalException(
                RefusalKind.NotJoinable,
                $"No semantic model has, or can be joined to, all of {string.Join(", ", wanted)}: ask for them one by one, or with a metric that they share."
            );
    }

    private int? JoinsFor(SemanticModelDefinition model, List<Item> wanted)
    {
        var joins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in wanted)
        {
            if (item.Kind == ItemKind.Metric)
            {
                if (model.FindEntity(item.Links.Split(Item.Separator)[^1]) is null)
                {
                    return null;
                }
                continue;
            }
            try
            {
                joins.UnionWith(_items.Find(model, item).Path.Select(hop => hop.Model));
            }
            catch (RefusalException)
            {
                return null;
            }
        }
        return joins.Count;
    }
}
