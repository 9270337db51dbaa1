using GraphQLParser.AST;

namespace Headgate.Graph.Query;

/// <summary>
/// How large a query is, by its text alone: fields, depth, directives, and what its answer could hold at worst. It looks at no more than the limits allow, whatever it is given.
/// </summary>
internal sealed class QueryShape(IReadOnlyDictionary<string, int> lists)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private QueryFault? _fault;
    private int _written;
    private int _directives;
    private int _fields;

    /// <summary>What is too large about a document; null where nothing is.</summary>
    public static QueryFault? Fault(GraphQLDocument document, GraphQLOperationDefinition operation, IReadOnlyDictionary<string, int> lists)
    {
        var shape = new QueryShape(lists);
        foreach (var definition in document.Definitions)
        {
            shape.CountWritten(definition);
            if (definition is GraphQLFragmentDefinition fragment)
            {
                shape._fragments.TryAdd((string)fragment.FragmentName.Name.Value, fragment);
            }
        }
        if (shape._fault is null)
        {
            shape.Expand(operation.SelectionSet, 1, 1);
        }
        return shape._fault;
    }

    private void CountWritten(ASTNode node)
    {
        if (node is IHasDirectivesNode { Directives: { } directives })
        {
            _directives += directives.Count;
        }
        _written += node is GraphQLField ? 1 : 0;
        if (_directives > QueryLimits.Directives)
        {
            _fault ??= new QueryFault(QueryFaultKind.TooCostly, $"The query has more than {QueryLimits.Directives} directives.");
        }
        if (_written > QueryLimits.Written)
        {
            _fault ??= new QueryFault(QueryFaultKind.TooCostly, $"The query has more than {QueryLimits.Written} fields.");
        }
        foreach (var inner in _fault is null && node is IHasSelectionSetNode { SelectionSet: { } set } ? set.Selections : [])
        {
            CountWritten(inner);
        }
    }

    private double Expand(GraphQLSelectionSet set, int depth, int times)
    {
        var cost = 0.0;
        foreach (var selection in set.Selections)
        {
            if (_fault is not null)
            {
                return 0;
            }
            cost += selection switch
            {
                GraphQLField field => Field(field, depth, times),
                GraphQLInlineFragment inline => Expand(inline.SelectionSet, depth, times),
                GraphQLFragmentSpread spread => Spread((string)spread.FragmentName.Name.Value, depth, times),
                _ => 0,
            };
        }
        if (cost > QueryLimits.Cost)
        {
            _fault ??= new QueryFault(
                QueryFaultKind.TooCostly,
                "The query could answer too much. Ask for smaller pages, or for fewer lists inside of lists."
            );
        }
        return cost;
    }

    private double Field(GraphQLField field, int depth, int times)
    {
        if (++_fields > QueryLimits.Fields)
        {
            _fault ??= new QueryFault(
                QueryFaultKind.TooCostly,
                $"The query has more than {QueryLimits.Fields} fields once its fragments are in their places."
            );
        }
        if (depth > QueryLimits.Depth)
        {
            _fault ??= new QueryFault(QueryFaultKind.TooDeep, $"The query is nested more than {QueryLimits.Depth} fields deep.");
        }
        var items = Math.Min((long)times * Items(field), int.MaxValue);
        return items + (field.SelectionSet is { } inner && _fault is null ? Expand(inner, depth + 1, (int)items) : 0);
    }

    /// <summary>Fragments that name each other in a circle are no query; validation says so, this only does not follow them.</summary>
    private double Spread(string name, int depth, int times)
    {
        if (!_fragments.TryGetValue(name, out var fragment) || !_open.Add(name))
        {
            return 0;
        }
        var cost = Expand(fragment.SelectionSet, depth, times);
        _open.Remove(name);
        return cost;
    }

    /// <summary>The pages of a list are as large as it says, at most as the most; a variable is taken for the most that clients send.</summary>
    private int Items(GraphQLField field)
    {
        var first = field.Arguments?.FirstOrDefault(a => a.Name.Value == "first")?.Value;
        return first switch
        {
            GraphQLIntValue number => int.TryParse(number.Value.Span, out var count) ? Math.Clamp(count, 1, 500) : 500,
            not null => 100,
            _ => lists.GetValueOrDefault((string)field.Name.Value, 1),
        };
    }
}
