using GraphQLParser.AST;

namespace Headgate.Graph.Query;

/// <summary>What a document asks for, before it is known whether the schema has it.</summary>
public static class AskedFields
{
    /// <summary>
    /// The names of all fields of all operations and fragments of a document, as the schema has them and whatever they are called in the answer; null where it is no GraphQL.
    /// </summary>
    public static IReadOnlySet<string>? Of(string text)
    {
        if (QueryReader.Parse(text, out var document) is not null)
        {
            return null;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in document!.Definitions)
        {
            Add(
                definition switch
                {
                    GraphQLOperationDefinition operation => operation.SelectionSet,
                    GraphQLFragmentDefinition fragment => fragment.SelectionSet,
                    _ => null,
                },
                names
            );
        }
        return names;
    }

    private static void Add(GraphQLSelectionSet? set, HashSet<string> into)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    into.Add((string)field.Name.Value);
                    Add(field.SelectionSet, into);
                    break;
                case GraphQLInlineFragment inline:
                    Add(inline.SelectionSet, into);
                    break;
            }
        }
    }
}
