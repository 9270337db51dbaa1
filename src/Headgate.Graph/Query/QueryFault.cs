using GraphQLParser;

namespace Headgate.Graph.Query;

/// <summary>Why a query is not executed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">In words.</param>
/// <param name="Places">Where in the text, by line and column.</param>
public sealed record QueryFault(QueryFaultKind Kind, string Message, IReadOnlyList<Location> Places)
{
    /// <summary>A fault without a place.</summary>
    public QueryFault(QueryFaultKind kind, string message)
        : this(kind, message, []) { }

    /// <summary>The code that answers have for it.</summary>
    public string Code =>
        Kind switch
        {
            QueryFaultKind.Syntax => "GRAPHQL_PARSE_FAILED",
            QueryFaultKind.NotReading => "FORBIDDEN",
            _ => "GRAPHQL_VALIDATION_FAILED",
        };
}
