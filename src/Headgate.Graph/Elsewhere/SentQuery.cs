using System.Globalization;
using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Headgate.Graph.Query;

namespace Headgate.Graph.Elsewhere;

/// <summary>
/// A query as it is sent on: written anew from what was read and decided. Fragments stand in their places, what was not decided is left out, the id of what was decided about stands
/// as a number where it was named, and what is needed to judge the answer is asked for besides.
/// </summary>
internal sealed class SentQuery
{
    /// <summary>How the names begin under which the gate asks for something of its own.</summary>
    public const string Own = "hg_";

    private static readonly SDLPrinter Printer = new();

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly ReadQuery _query;
    private readonly ISchema _schema;
    private readonly GraphSurface _surface;
    private readonly IAnswerRules _rules;
    private readonly HashSet<ASTNode> _left;

    private SentQuery(ReadQuery query, IReadOnlyCollection<RootField> wanted, ISchema schema, GraphSurface surface, IAnswerRules rules)
    {
        (_query, _schema, _surface, _rules) = (query, schema, surface, rules);
        _left = query
            .Roots.Where(root => !wanted.Contains(root) || root.Use.Operation == surface.SchemaOperation)
            .Select(root => root.Node)
            .ToHashSet<ASTNode>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The variables that it uses.</summary>
    public IReadOnlySet<string> Variables => _variables;

    /// <summary>The names that the answer may have, and no others.</summary>
    public AskedNames Names { get; } = new();

    /// <summary>Writes one; null where it uses a name that is kept for the gate.</summary>
    internal static SentQuery? Of(
        ReadQuery query,
        IReadOnlyCollection<RootField> wanted,
        ISchema schema,
        GraphSurface surface,
        IAnswerRules rules
    )
    {
        var sent = new SentQuery(query, wanted, schema, surface, rules);
        var isMutation = query.Operation.Operation == OperationType.Mutation;
        return sent.Set(query.Operation.SelectionSet, isMutation ? schema.Mutation! : schema.Query, sent.Names, wanted)
            ? sent.Finished(isMutation)
            : null;
    }

    private SentQuery Finished(bool isMutation)
    {
        var used = (_query.Operation.Variables?.Items ?? []).Where(v => _variables.Contains((string)v.Variable.Name.Value)).ToList();
        var declared = used.Count == 0 ? "" : $"({string.Join(", ", used.Select(v => Printer.Print(v)))})";
        Text = $"{(isMutation ? "mutation" : "query")}{declared} {_text}";
        return this;
    }

    /// <summary>Writes a set of fields; false where it uses a name that is kept.</summary>
    private bool Set(GraphQLSelectionSet set, IGraphType type, AskedNames names, IReadOnlyCollection<RootField>? roots)
    {
        _text.Append("{ ");
        var isFine = Selections(set, type, names, roots);
        if (roots is null)
        {
            Besides(type, names);
        }
        _text.Append("} ");
        return isFine;
    }

    private bool Selections(GraphQLSelectionSet set, IGraphType type, AskedNames names, IReadOnlyCollection<RootField>? roots)
    {
        foreach (var selection in set.Selections)
        {
            var isFine = selection switch
            {
                GraphQLField field => _left.Contains(field) || Field(field, type, names, roots),
                GraphQLInlineFragment inline => Fragment(inline.TypeCondition, inline.Directives, inline.SelectionSet, type, names, roots),
                GraphQLFragmentSpread spread => Spread(spread, type, names, roots),
                _ => true,
            };
            if (!isFine)
            {
                return false;
            }
        }
        return true;
    }

    private bool Spread(GraphQLFragmentSpread spread, IGraphType type, AskedNames names, IReadOnlyCollection<RootField>? roots)
    {
        var fragment = _query
            .Document.Definitions.OfType<GraphQLFragmentDefinition>()
            .First(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value);
        return Fragment(fragment.TypeCondition, spread.Directives, fragment.SelectionSet, type, names, roots);
    }

    private bool Fragment(
        GraphQLTypeCondition? condition,
        GraphQLDirectives? directives,
        GraphQLSelectionSet set,
        IGraphType type,
        AskedNames names,
        IReadOnlyCollection<RootField>? roots
    )
    {
        // A fragment of which nothing is left has no place in a query.
        if (roots is not null && !HoldsWanted(set))
        {
            return true;
        }
        var inner = condition is null ? type : _schema.AllTypes[(string)condition.Type.Name.Value]!;
        _text.Append($"... on {inner.Name} ");
        Directives(directives);
        return Set(set, inner, names, roots);
    }

    private bool HoldsWanted(GraphQLSelectionSet set) =>
        set.Selections.Exists(selection =>
            selection switch
            {
                GraphQLField field => !_left.Contains(field),
                GraphQLInlineFragment inline => HoldsWanted(inline.SelectionSet),
                GraphQLFragmentSpread spread => HoldsWanted(
                    _query
                        .Document.Definitions.OfType<GraphQLFragmentDefinition>()
                        .First(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value)
                        .SelectionSet
                ),
                _ => false,
            }
        );

    private bool Field(GraphQLField field, IGraphType type, AskedNames names, IReadOnlyCollection<RootField>? roots)
    {
        var name = (string)field.Name.Value;
        var key = (string)(field.Alias?.Name.Value ?? field.Name.Value);
        if (key.StartsWith(Own, StringComparison.Ordinal) || (key.StartsWith("__", StringComparison.Ordinal) && key != name))
        {
            return false;
        }
        _text.Append(key == name ? name : $"{key}: {name}");
        Arguments(field, roots?.First(root => ReferenceEquals(root.Node, field)));
        _text.Append(' ');
        Directives(field.Directives);
        var inner = names.Add(key);
        if (field.SelectionSet is not { } set)
        {
            return true;
        }
        var of = ((IComplexGraphType)type).Fields.Find(name)!.ResolvedType!.GetNamedType();
        return Set(set, (IGraphType)of, inner, null);
    }

    private void Arguments(GraphQLField field, RootField? root)
    {
        if (field.Arguments is not { Count: > 0 } arguments)
        {
            return;
        }
        var values = _query.Validation.ArgumentValues?.GetValueOrDefault(field);
        var target = root is null ? null : _surface.TargetArgumentOf((string)field.Name.Value);
        var written = arguments.Select(argument =>
        {
            var name = (string)argument.Name.Value;
            var own =
                name == target
                    ? root!.Use.Id.ToString(CultureInfo.InvariantCulture)
                    : _rules.Sent(field, name, values?.TryGetValue(name, out var value) is true ? value.Value : null);
            return $"{name}: {own ?? Value(argument.Value)}";
        });
        _text.Append($"({string.Join(", ", written)})");
    }

    private string Value(GraphQLValue value)
    {
        Note(value);
        return Printer.Print(value);
    }

    private void Directives(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            foreach (var argument in directive.Arguments?.Items ?? [])
            {
                Note(argument.Value);
            }
            _text.Append($"{Printer.Print(directive)} ");
        }
    }

    private void Note(GraphQLValue value)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                _variables.Add((string)variable.Name.Value);
                break;
            case GraphQLListValue list:
                list.Values?.ForEach(Note);
                break;
            case GraphQLObjectValue table:
                table.Fields?.ForEach(field => Note(field.Value));
                break;
        }
    }

    private void Besides(IGraphType type, AskedNames names)
    {
        if (type is IAbstractGraphType choice)
        {
            _text.Append("__typename ");
            names.Add("__typename");
            // A thing is judged by what it is, also where the query has no fragment of its type.
            foreach (var possible in choice.PossibleTypes)
            {
                if (_rules.AskedBesides(possible) is { Count: > 0 } asked)
                {
                    _text.Append($"... on {possible.Name} {{ ");
                    Besides(asked, names);
                    _text.Append("} ");
                }
            }
        }
        if (type is IComplexGraphType complex)
        {
            Besides(_rules.AskedBesides(complex), names);
        }
    }

    private void Besides(IReadOnlyDictionary<string, string> asked, AskedNames names)
    {
        foreach (var (name, field) in asked)
        {
            _text.Append($"{Own}{name}: {field} ");
            // What stands in it is looked at by those who asked for it alone.
            names.Add(Own + name).IsOwn = true;
        }
    }
}
