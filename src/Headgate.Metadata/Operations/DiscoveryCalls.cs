using Headgate.Catalogue;
using Headgate.Graph.Answering;
using Headgate.Graph.Query;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Elsewhere;
using Headgate.Metadata.Graph;
using Headgate.Metadata.Query;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Operations;

/// <summary>How the reading operations answer.</summary>
internal static class DiscoveryCalls
{
    public const string Source = "documentation: Discovery API (dbt-apis/discovery-api)";

    /// <summary>The field that tells why a node failed.</summary>
    private const string Error = "error";

    /// <summary>Executes a query for the call's target.</summary>
    public static async ValueTask<Answer> AnswerAsync(CallContext call, Input<QueryRequest> input, long id, CancellationToken cancellation)
    {
        var graph = new GraphCall(
            call.Target,
            call.Scope,
            call.Service<IDbContextFactory<HeadgateDb>>(),
            call.Service<EnvironmentStates>(),
            call.Service<ColumnStates>(),
            call.Service<RunStates>()
        );
        var answer = await QueryCalls.AnswerAsync(
            call,
            input,
            call.Service<DiscoverySurface>(),
            id,
            graph,
            () => new PlaceRules(call.Target, call.Scope),
            cancellation
        );
        return graph.FailedRuns.Count > 0 && AskedFields.Of(input.ApplyTo(new QueryRequest()).Query)?.Contains(Error) == true
            ? answer.WithRemark(
                new AnswerRemark("run-errors-told", $"told why run {string.Join(", ", graph.FailedRuns)} failed")
                {
                    ToldRuns = [.. graph.FailedRuns],
                }
            )
            : answer;
    }
}
