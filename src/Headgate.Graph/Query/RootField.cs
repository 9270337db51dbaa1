using GraphQLParser.AST;

namespace Headgate.Graph.Query;

/// <summary>A field at the top of a query: what it is about, and under which name it is answered.</summary>
/// <param name="Key">Its name in the answer.</param>
/// <param name="Use">The call that it makes.</param>
/// <param name="Node">The field.</param>
public sealed record RootField(string Key, RootUse Use, GraphQLField Node);
