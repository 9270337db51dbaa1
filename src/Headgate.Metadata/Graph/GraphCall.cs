using Headgate.Catalogue;
using Headgate.Metadata.Columns;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.State;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Graph;

/// <summary>One execution of a query: what it was decided for, and what it has read so far.</summary>
internal sealed class GraphCall(
    Target target,
    VisibleScope scope,
    IDbContextFactory<HeadgateDb> databases,
    EnvironmentStates environments,
    ColumnStates columns,
    RunStates runs
)
{
    /// <summary>What the call was decided for: an environment, a job or the account. Nothing else is read.</summary>
    public Target Target { get; } = target;

    /// <summary>What the caller may see.</summary>
    public VisibleScope Scope { get; } = scope;

    /// <summary>The runs that were read of which a node failed.</summary>
    public SortedSet<long> FailedRuns { get; } = [];

    /// <summary>Texts of nodes.</summary>
    public NodeTexts Texts { get; } = new(databases);

    /// <summary>The database.</summary>
    public Task<HeadgateDb> OpenAsync(CancellationToken cancellation) => databases.CreateDbContextAsync(cancellation);

    /// <summary>The state of an environment that was decided about.</summary>
    public ValueTask<EnvironmentState?> StateAsync(long environment, CancellationToken cancellation) =>
        environments.FindAsync(environment, cancellation);

    /// <summary>What is known of the columns of an environment that was decided about.</summary>
    public ValueTask<ColumnGraph> ColumnsAsync(long environment, CancellationToken cancellation) =>
        columns.FindAsync(environment, cancellation);

    /// <summary>A run of the job that was decided about, or its newest that has ended; null for none.</summary>
    public async ValueTask<StateGraph?> RunAsync(long? runId, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(cancellation);
        var job = Target.JobId ?? 0;
        var run = await db
            .Runs.AsNoTracking()
            .Where(run => run.JobDefinitionId == job && run.AccountId == Target.AccountId && run.FinishedAt != null)
            .Where(run => runId == null || run.Id == runId)
            .OrderByDescending(run => run.Id)
            .FirstOrDefaultAsync(cancellation);
        if (run is null)
        {
            return null;
        }
        var graph = await runs.OfAsync(run, cancellation);
        if (graph.ById.Values.Any(node => Fields.ExecutionFields.HasFailed(node.Execution)))
        {
            lock (FailedRuns)
            {
                FailedRuns.Add(run.Id);
            }
        }
        return graph;
    }

    /// <summary>A node in an answer; what it says beyond its outline is announced.</summary>
    public GraphNode Show(ViewNode node, StateGraph graph, NodeForm form)
    {
        Texts.Announce(node);
        return new GraphNode(node, graph, form);
    }
}
