using Headgate.Catalogue;
using Headgate.Metrics.Items;
using Headgate.Metrics.Joins;
using Headgate.Metrics.Listing;
using Headgate.Metrics.Planning;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Sql;
using Headgate.Metrics.Time;

namespace Headgate.Metrics;

/// <summary>Answers what a project's metrics are asked: which SQL gives them. It reads and writes nothing.</summary>
public sealed class MetricEngine
{
    private readonly SemanticManifest _manifest;
    private readonly JoinGraph _graph;

    /// <summary>An engine for one state of a project; any number of callers can share it.</summary>
    public MetricEngine(SemanticManifest manifest)
    {
        _manifest = manifest;
        _graph = new JoinGraph(manifest);
    }

    /// <summary>The metrics that can be asked for, by name.</summary>
    public IReadOnlyList<MetricSummary> Metrics =>
        [
            .. _manifest
                .Metrics.Where(metric => !metric.IsPrivate)
                .OrderBy(metric => metric.Name, StringComparer.Ordinal)
                .Select(metric => new MetricSummary(
                    metric.Name,
                    metric.Type,
                    metric.Label,
                    metric.Description,
                    TimeNeeds.Of(metric, _manifest)
                )),
        ];

    /// <summary>The queries that the project keeps, by name, with what it says of them.</summary>
    public IReadOnlyDictionary<string, string?> SavedQueries =>
        _manifest.SavedQueries.ToDictionary(query => query.Name, query => query.Description, StringComparer.Ordinal);

    /// <summary>The name, the grain and the part of a date that a text means; of a text that is no name, the text alone.</summary>
    public (string Name, string? Grain, string? Part) PartsOf(string groupBy)
    {
        try
        {
            var pattern = ItemNames.ReadItem(groupBy, _manifest);
            return (
                string.Join(Item.Separator, pattern.Links.Append(pattern.Name)),
                pattern.Grain?.Name ?? pattern.UnknownGrain,
                pattern.Part is { } part ? DateParts.NameOf(part) : null
            );
        }
        catch (RefusalException)
        {
            return (groupBy, null, null);
        }
    }

    /// <summary>Whether a metric is within bounds.</summary>
    public static bool Holds(MetricBounds? bounds, string metric) => QueryBounds.Of(bounds).HoldMetric(metric);

    /// <summary>Whether something to group by is within bounds.</summary>
    public static bool Holds(MetricBounds? bounds, QueryableItem item) => QueryBounds.Of(bounds).HoldItem(item.Name);

    /// <summary>The metrics that a saved query asks for; none where there is no such query.</summary>
    public IReadOnlyList<string> MetricsOf(string savedQuery) =>
        _manifest.SavedQueries.FirstOrDefault(query => query.Name == savedQuery)?.Metrics ?? [];

    /// <summary>What all of the metrics can be grouped by; without metrics, what models have themselves. Null if a metric is unknown.</summary>
    public IReadOnlyList<QueryableItem>? ItemsOf(IReadOnlyList<string> metrics)
    {
        var found = metrics.Select(name => _manifest.FindMetric(name.ToLowerInvariant())).OfType<MetricDefinition>().ToList();
        return found.Count == metrics.Count ? new ItemLister(_manifest, new ItemResolver(_manifest, _graph)).Of(found) : null;
    }

    /// <summary>Plans a query and writes it for a database, or says why it is refused.</summary>
    public CompiledMetricQuery Compile(MetricQuery query, SqlEngine engine)
    {
        try
        {
            var plan = MetricPlanner.Plan(query, _manifest, _graph);
            var sql = PlanWriter.Write(plan, engine == SqlEngine.DuckDb ? SqlDialect.DuckDb : SqlDialect.Postgres);
            return new CompiledMetricQuery
            {
                Sql = sql,
                Steps = [.. plan.Steps.Select(step => new PlanSentence(step.Name, step.Purpose))],
                Columns = [.. plan.Result.Columns.Select(column => column.Name)],
            };
        }
        catch (InvalidSemanticManifestException invalid)
        {
            return new CompiledMetricQuery { Refusal = new Refusal(RefusalKind.InvalidProject, invalid.Message) };
        }
        catch (RefusalException refused)
        {
            return new CompiledMetricQuery { Refusal = refused.Refusal };
        }
    }
}
