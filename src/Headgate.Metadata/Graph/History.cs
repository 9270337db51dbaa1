using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Graph;

/// <summary>Past executions of nodes.</summary>
internal static class History
{
    /// <summary>The last executions of a model, newest first.</summary>
    public static async Task<List<GraphNode>> RunsAsync(
        GraphCall call,
        StateGraph graph,
        ViewNode node,
        int count,
        CancellationToken cancellation
    )
    {
        await using var db = await call.OpenAsync(cancellation);
        var rows = await (
            from execution in db.MetadataExecutions.AsNoTracking()
            join ingest in db.MetadataIngests on execution.RunId equals ingest.RunId
            where execution.NodeId == node.RowId && execution.Freshness == null
            orderby execution.RunId descending, execution.Step descending
            select new { Execution = execution, Ingest = ingest }
        )
            .Take(count)
            .ToListAsync(cancellation);
        var definitions = rows.Select(row => row.Execution.DefinitionId).OfType<long>().Distinct().ToList();
        var outlines = await db
            .MetadataDefinitions.Where(d => definitions.Contains(d.Id))
            .Select(d => new { d.Id, d.Outline })
            .ToDictionaryAsync(d => d.Id, d => JsonSerializer.Deserialize(d.Outline, MetadataJson.Default.NodeOutline)!, cancellation);
        return
        [
            .. rows.Select(row =>
            {
                var definition = row.Execution.DefinitionId is { } id && outlines.ContainsKey(id) ? id : node.DefinitionId;
                var then = new ViewNode
                {
                    Outline = outlines.GetValueOrDefault(definition, node.Outline),
                    Kind = node.Kind,
                    DefinitionId = definition,
                    RowId = node.RowId,
                    CatalogFrom = node.CatalogFrom,
                };
                return call.Show(then, graph, NodeForm.Run) with { Past = Past(row.Execution, row.Ingest) };
            }),
        ];
    }

    /// <summary>The tests of a node that a run executed.</summary>
    public static async Task<List<GraphNode>> TestsAsync(GraphCall call, GraphNode node, long run, CancellationToken cancellation)
    {
        var tests = node.In.Tests(node.Node.Id).ToDictionary(test => test.RowId);
        var ids = tests.Keys.ToList();
        await using var db = await call.OpenAsync(cancellation);
        var rows = await (
            from execution in db.MetadataExecutions.AsNoTracking()
            join ingest in db.MetadataIngests on execution.RunId equals ingest.RunId
            where ids.Contains(execution.NodeId) && execution.RunId == run
            orderby execution.NodeId, execution.Step
            select new { Execution = execution, Ingest = ingest }
        ).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row =>
                call.Show(tests[row.Execution.NodeId], node.In, NodeForm.Run) with
                {
                    Past = Past(row.Execution, row.Ingest),
                }
            ),
        ];
    }

    private static NodeExecution Past(MetadataExecution x, MetadataIngest ingest) =>
        new()
        {
            RunId = x.RunId,
            JobId = ingest.JobId,
            Status = x.Status,
            Message = x.Message,
            Failures = x.Failures,
            ExecutionTime = x.ExecutionTime,
            ThreadId = x.ThreadId,
            CompileStartedAt = x.CompileStartedAt,
            CompileCompletedAt = x.CompileCompletedAt,
            ExecuteStartedAt = x.ExecuteStartedAt,
            ExecuteCompletedAt = x.ExecuteCompletedAt,
            RunElapsedTime = ingest.ElapsedTime,
            GeneratedAt = ingest.GeneratedAt,
        };
}
