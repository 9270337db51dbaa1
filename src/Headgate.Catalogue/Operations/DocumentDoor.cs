namespace Headgate.Catalogue;

/// <summary>The doors of dbt that take queries in GraphQL. Each account has them at hosts of their own.</summary>
public enum DocumentDoor
{
    /// <summary>Discovery, at <c>metadata.*</c>.</summary>
    Discovery,

    /// <summary>The Semantic Layer, at <c>semantic-layer.*</c>.</summary>
    SemanticLayer,
}
