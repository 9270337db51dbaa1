using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Headgate.Metadata.Query;

/// <summary>A query that the schema takes, with its variables in their places.</summary>
internal sealed record ReadQuery(
    GraphQLDocument Document,
    GraphQLOperationDefinition Operation,
    Inputs Variables,
    IValidationResult Validation
)
{
    /// <summary>The fields at its top, those of fragments too. One that a directive leaves out counts: who names it wants it.</summary>
    public required IReadOnlyList<RootField> Roots { get; init; }

    /// <summary>Whether it asks for nothing but the schema.</summary>
    public bool IsAboutSchema => Roots.All(root => root.Kind == RootKind.Schema);
}
