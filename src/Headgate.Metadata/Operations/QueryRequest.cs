using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Metadata.Query;

namespace Headgate.Metadata.Operations;

/// <summary>A query as operations take it.</summary>
internal sealed class QueryRequest
{
    /// <summary>Its fields.</summary>
    public static Fields<QueryRequest> Fields { get; } =
        new(refusesUnknown: true)
        {
            { In.Body.Text("query", "The query, in GraphQL.", QueryLimits.Characters).Required().Told(), (r, v) => r.Query = v },
            { In.Body.Json("variables", "Values of the query's variables.").Told(), (r, v) => r.Variables = v ?? default },
            {
                In.Body.Text("operationName", "Which of the query's operations is meant, where it has several.", 200),
                (r, v) => r.OperationName = v
            },
            {
                In.Body.Texts(
                    "only",
                    "Names in the answer of the fields at the query's top that this call is for. Left out, it is for all of them.",
                    100,
                    200
                ),
                (r, v) => r.Only = v
            },
        };

    public string Query { get; set; } = "";

    public JsonElement Variables { get; set; }

    public string? OperationName { get; set; }

    public IReadOnlyList<string>? Only { get; set; }
}
