using Headgate.Catalogue;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Graph;
using Headgate.Metadata.Query;
using Headgate.Metadata.State;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Operations;

/// <summary>How the reading operations answer: the fields of a query that are about their target, and a refusal where it asks for anything else.</summary>
internal static class QueryCalls
{
    public const string Source = "documentation: Discovery API (dbt-apis/discovery-api)";

    /// <summary>Executes a query for the call's target.</summary>
    public static async ValueTask<Answer> AnswerAsync(
        CallContext call,
        Input<QueryRequest> input,
        RootKind kind,
        CancellationToken cancellation
    )
    {
        var request = input.ApplyTo(new QueryRequest());
        var (query, fault) = await call.Service<QueryReader>()
            .ReadAsync(request.Query, request.Variables, request.OperationName, cancellation);
        if (fault is not null)
        {
            return Answer.BadRequest("query", fault.Message);
        }
        var id = kind switch
        {
            RootKind.Environment => call.Target.EnvironmentId ?? 0,
            RootKind.Job => call.Target.JobId ?? 0,
            RootKind.Account => call.AccountId,
            _ => 0,
        };
        var wanted = query!.Roots.Where(root => request.Only?.Contains(root.Key) != false).ToList();
        if (wanted.Find(root => root.Kind != RootKind.Schema && (root.Kind != kind || root.Id != id)) is { } other)
        {
            return Answer.BadRequest(
                "query",
                $"The field \"{other.Key}\" asks for {Words(other)}, and this call is for {call.Target.Describe()}."
            );
        }
        var graph = new GraphCall(
            call.Target,
            call.Scope,
            call.Service<IDbContextFactory<HeadgateDb>>(),
            call.Service<EnvironmentStates>(),
            call.Service<ColumnStates>(),
            call.Service<RunStates>()
        );
        var bytes = await call.Service<QueryExecution>().ExecuteAsync(query, wanted, graph, cancellation);
        return Answer.Ok(json => json.WriteRawValue(bytes, skipInputValidation: true));
    }

    private static string Words(RootField root) =>
        root.Kind == RootKind.Account ? $"account {root.Id}" : $"{root.Kind.ToString().ToLowerInvariant()} {root.Id}";
}
