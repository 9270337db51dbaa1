using Headgate.Metrics.Joins;
using Headgate.Metrics.Planning;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Sql;

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
        catch (RefusalException refused)
        {
            return new CompiledMetricQuery { Refusal = refused.Refusal };
        }
    }
}
