using GraphQL.Types;
using GraphQLParser.AST;

namespace Headgate.Graph.Scalars;

/// <summary>JSON as it is; only answered, never sent.</summary>
public sealed class JsonScalar : ScalarGraphType
{
    /// <summary>A scalar of a name.</summary>
    public JsonScalar(string name) => Name = name;

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : ThrowLiteralConversionError(value);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value is null ? null : ThrowValueConversionError(value);

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value;
}
