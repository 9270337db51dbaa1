using GraphQL.Types;
using GraphQLParser.AST;

namespace Headgate.Metadata.Graph.Scalars;

/// <summary>JSON as it is; only answered, never sent.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar(string name) => Name = name;

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : ThrowLiteralConversionError(value);

    public override object? ParseValue(object? value) => value is null ? null : ThrowValueConversionError(value);

    public override object? Serialize(object? value) => value;
}
