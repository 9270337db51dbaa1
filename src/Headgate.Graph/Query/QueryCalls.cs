using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Graph.Query;

/// <summary>How operations that take queries answer: the fields of a query that are theirs, and a refusal where it asks for anything else.</summary>
public static class QueryCalls
{
    /// <summary>Executes the part of a query that a call is for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">The query.</param>
    /// <param name="surface">The API that the query is for.</param>
    /// <param name="id">The id of the call's target.</param>
    /// <param name="context">What resolvers find as their call.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async ValueTask<Answer> AnswerAsync(
        CallContext call,
        Input<QueryRequest> input,
        GraphSurface surface,
        long id,
        object context,
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
        var bytes = await surface.Execution.ExecuteAsync(query, wanted, context, cancellation);
        return Answer.Ok(json => json.WriteRawValue(bytes, skipInputValidation: true));
    }
}
