using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Headgate.Graph.Query;

/// <summary>A query that the schema takes, with its variables in their places.</summary>
/// <param name="Document">The document.</param>
/// <param name="Operation">Which of its operations is meant.</param>
/// <param name="Variables">The variables.</param>
/// <param name="Validation">What validation found.</param>
public sealed record ReadQuery(
    GraphQLDocument Document,
    GraphQLOperationDefinition Operation,
    Inputs Variables,
    IValidationResult Validation
)
{
    /// <summary>The fields at its top, those of fragments too. One that a directive leaves out counts: who names it wants it.</summary>
    public required IReadOnlyList<RootField> Roots { get; init; }

    /// <summary>Whether it asks for nothing but the schema.</summary>
    public required bool IsAboutSchema { get; init; }
}
