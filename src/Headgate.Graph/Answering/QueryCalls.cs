using Headgate.Catalogue;
using Headgate.Graph.Elsewhere;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Graph.Answering;

/// <summary>How operations that take queries answer: the fields of a query that are theirs, and a refusal where it asks for anything else.</summary>
public static class QueryCalls
{
    /// <summary>Executes the part of a query that a call is for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">The query.</param>
    /// <param name="surface">The API that the query is for.</param>
    /// <param name="id">The id of the call's target.</param>
    /// <param name="context">What resolvers find as their call.</param>
    /// <param name="elsewhere">Makes the rules for a query that is sent on to an account elsewhere; null where none ever is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async ValueTask<Answer> AnswerAsync(
        CallContext call,
        Input<QueryRequest> input,
        GraphSurface surface,
        long id,
        object context,
        Func<IAnswerRules>? elsewhere,
        CancellationToken cancellation
    )
    {
        var request = input.ApplyTo(new QueryRequest());
        var (query, fault) = await surface.Reader.ReadAsync(request.Query, request.Variables, request.OperationName, cancellation);
        if (fault is not null)
        {
            return Answer.BadRequest("query", fault.Message);
        }
        var wanted = query!.Roots.Where(root => request.Only?.Contains(root.Key) != false).ToList();
        if (
            wanted.Find(root =>
                root.Use.Operation != surface.SchemaOperation && (root.Use.Operation != call.Operation.Id || root.Use.Id != id)
            ) is
            { } other
        )
        {
            return Answer.BadRequest(
                "query",
                other.Use.Operation == call.Operation.Id || other.Use.Id != id
                    ? $"The field \"{other.Key}\" asks for {other.Use.Words}, and this call is for {call.Target.Describe()}."
                    : $"The field \"{other.Key}\" is answered by the operation {other.Use.Operation}."
            );
        }
        // The schema is told here, whoever asks.
        if (call.Caller.Upstream is not null && call.Operation.Document is not null && elsewhere?.Invoke() is { } rules)
        {
            return await ElsewhereQueries.AnswerAsync(call, surface, query, wanted, request, rules, cancellation);
        }
        var bytes = await surface.Execution.ExecuteAsync(query, wanted, context, cancellation);
        return Answer.Ok(json => json.WriteRawValue(bytes, skipInputValidation: true));
    }
}
