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

    /// <summary>Executes a query for the call's target.</summary>
    public static ValueTask<Answer> AnswerAsync(CallContext call, Input<QueryRequest> input, long id, CancellationToken cancellation) =>
        QueryCalls.AnswerAsync(
            call,
            input,
            call.Service<DiscoverySurface>(),
            id,
            new GraphCall(
                call.Target,
                call.Scope,
                call.Service<IDbContextFactory<HeadgateDb>>(),
                call.Service<EnvironmentStates>(),
                call.Service<ColumnStates>(),
                call.Service<RunStates>()
            ),
            () => new PlaceRules(call.Target, call.Scope),
            cancellation
        );
}
