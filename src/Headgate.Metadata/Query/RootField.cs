using GraphQLParser.AST;

namespace Headgate.Metadata.Query;

/// <summary>A field at the top of a query: what it is about, and under which name it is answered.</summary>
/// <param name="Key">Its name in the answer.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">The id of that.</param>
/// <param name="Node">The field.</param>
internal sealed record RootField(string Key, RootKind Kind, long Id, GraphQLField Node);
