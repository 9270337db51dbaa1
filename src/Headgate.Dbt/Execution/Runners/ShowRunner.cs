using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Results;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Compiles a node and runs its query for a few rows.</summary>
/// <param name="frame">What nodes share.</param>
/// <param name="limit">The most rows; null for all.</param>
/// <param name="shown">Takes the rows of each node.</param>
internal sealed class ShowRunner(RunFrame frame, int? limit, Action<IManifestResource, QueryTable> shown) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place)
    {
        // The rows are told at the end.
    }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var node = job.ManifestNode;
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        var sql = job.Timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
        if (node.ResourceType == ResourceType.Seed)
        {
            sql = "select * from " + context.This.Render();
        }
        var result = job.Timer.Take(NodeJob.ExecuteStage, () => Query(sql));
        shown(node, result.Table);
        return new()
        {
            Node = node,
            Status = NodeStatus.Success,
            AdapterResponse = Responses.Of(result.Response),
        };

        QueryResult Query(string query)
        {
            var header = node.Config.Text("sql_header");
            var rows = limit is { } most ? Value.From(most) : Value.None;
            var limited = context.Call(
                "get_show_sql",
                Arguments.Of(Value.From(query), header is null ? Value.None : Value.From(header), rows),
                asText: true
            );
            return context.Execute(limited.ToString(), autoBegin: false, fetch: true, null, limit);
        }
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place)
    {
        // See TellStart.
    }
}
