using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Graph.Query;

/// <summary>A query as operations take it.</summary>
public sealed class QueryRequest
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

    /// <summary>The query.</summary>
    public string Query { get; set; } = "";

    /// <summary>Values of its variables.</summary>
    public JsonElement Variables { get; set; }

    /// <summary>Which of its operations is meant.</summary>
    public string? OperationName { get; set; }

    /// <summary>Names of the fields at its top that the call is for; null for all.</summary>
    public IReadOnlyList<string>? Only { get; set; }
}
