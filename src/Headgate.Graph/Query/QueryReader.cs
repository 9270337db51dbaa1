using System.Collections.Concurrent;
using System.Text.Json;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Headgate.Graph.Query;

/// <summary>
/// Reads queries: limits first, then the schema, then what their top is about. The ids of that come from the document as the executor understands it, with fragments and
/// variables in their places, so that what is decided is what is done.
/// </summary>
public sealed class QueryReader
{
    private const int ParserDepth = 250;
    private const int MostKept = 64;
    private const int LongestKept = 20_000;

    private readonly ISchema _schema;
    private readonly GraphSurface _surface;
    private readonly DocumentValidator _validator = new();
    private readonly ConcurrentDictionary<string, ReadQuery> _kept = new(StringComparer.Ordinal);

    internal QueryReader(ISchema schema, GraphSurface surface) => (_schema, _surface) = (schema, surface);

    /// <summary>Reads a query, or says what is wrong with it.</summary>
    /// <param name="text">The query.</param>
    /// <param name="variables">Its variables; of kind Undefined for none.</param>
    /// <param name="name">Which of its operations is meant; null where there is one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async ValueTask<(ReadQuery? Query, QueryFault? Fault)> ReadAsync(
        string text,
        JsonElement variables,
        string? name,
        CancellationToken cancellation
    )
    {
        // A query is read where it comes in and where it is executed, and clients send the same ones all the time.
        var values = variables.ValueKind == JsonValueKind.Object ? variables.GetRawText() : "";
        var key = text.Length + values.Length <= LongestKept ? $"{name}\n{values}\n{text}" : null;
        if (key is not null && _kept.TryGetValue(key, out var kept))
        {
            return (kept, null);
        }
        var (query, fault) = await ReadNewAsync(text, variables, name, cancellation);
        if (key is not null && query is not null)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }
            _kept[key] = query;
        }
        return (query, fault);
    }

    private async ValueTask<(ReadQuery? Query, QueryFault? Fault)> ReadNewAsync(
        string text,
        JsonElement variables,
        string? name,
        CancellationToken cancellation
    )
    {
        if (text.Length > QueryLimits.Characters)
        {
            return (null, new QueryFault(QueryFaultKind.TooCostly, $"The query is longer than {QueryLimits.Characters} characters."));
        }
        if (Parse(text, out var document) is { } unparsed)
        {
            return (null, unparsed);
        }
        var operations = document!.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        var operation = string.IsNullOrEmpty(name)
            ? operations is [var only]
                ? only
                : null
            : operations.Find(o => o.Name?.Value == name);
        if (operation is null)
        {
            return (
                null,
                new QueryFault(
                    QueryFaultKind.Invalid,
                    string.IsNullOrEmpty(name)
                        ? "The document must have exactly one operation, or operationName must say which is meant."
                        : "The document has no operation of that name."
                )
            );
        }
        if (operation.Operation != OperationType.Query && !(_surface.TakesMutations && operation.Operation == OperationType.Mutation))
        {
            return (
                null,
                new QueryFault(
                    QueryFaultKind.NotReading,
                    _surface.TakesMutations
                        ? $"{_surface.Name} answers queries and mutations; it has no subscriptions."
                        : $"{_surface.Name} only answers queries; it changes nothing."
                )
            );
        }
        if (QueryShape.Fault(document, operation, _surface.Lists) is { } large)
        {
            return (null, large);
        }
        var inputs = Variables.Of(variables);
        var validation = await _validator.ValidateAsync(
            new ValidationOptions
            {
                Schema = _schema,
                Document = document,
                Operation = operation,
                Variables = inputs,
                Rules = DocumentValidator.CoreRules,
                CancellationToken = cancellation,
            }
        );
        if (!validation.IsValid)
        {
            var error = validation.Errors[0];
            return (null, new QueryFault(QueryFaultKind.Invalid, Plain(error.Message), error.Locations ?? []));
        }
        var roots = new List<RootField>();
        Collect(document, operation.SelectionSet, validation, roots, []);
        return roots.Count > QueryLimits.Roots
            ? (null, new QueryFault(QueryFaultKind.TooCostly, $"The query asks for more than {QueryLimits.Roots} things at its top."))
            : (
                new ReadQuery(document, operation, inputs, validation)
                {
                    Roots = roots,
                    IsAboutSchema = roots.TrueForAll(root => root.Use.Operation == _surface.SchemaOperation),
                },
                null
            );
    }

    /// <summary>Reads a text as GraphQL, or says why it is none.</summary>
    internal static QueryFault? Parse(string text, out GraphQLDocument? document)
    {
        document = null;
        try
        {
            document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = ParserDepth });
            return null;
        }
        catch (GraphQLSyntaxErrorException error)
        {
            return new QueryFault(QueryFaultKind.Syntax, $"Syntax error: {error.Description}", [error.Location]);
        }
        catch (GraphQLParserException error) when (error.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return new QueryFault(QueryFaultKind.TooDeep, $"The query is nested more than {QueryLimits.Depth} fields deep.");
        }
        catch (GraphQLParserException)
        {
            return new QueryFault(QueryFaultKind.Syntax, "Syntax error: this is no GraphQL.");
        }
    }

    private void Collect(
        GraphQLDocument document,
        GraphQLSelectionSet set,
        IValidationResult validation,
        List<RootField> into,
        HashSet<string> seen
    )
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    into.Add(Root(field, validation));
                    break;
                case GraphQLInlineFragment inline:
                    Collect(document, inline.SelectionSet, validation, into, seen);
                    break;
                case GraphQLFragmentSpread spread when seen.Add((string)spread.FragmentName.Name.Value):
                    var fragment = document
                        .Definitions.OfType<GraphQLFragmentDefinition>()
                        .First(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value);
                    Collect(document, fragment.SelectionSet, validation, into, seen);
                    break;
            }
        }
    }

    private RootField Root(GraphQLField field, IValidationResult validation)
    {
        var (name, key) = ((string)field.Name.Value, (string)(field.Alias?.Name.Value ?? field.Name.Value));
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            return new RootField(key, new RootUse(_surface.SchemaOperation, null, 0), field);
        }
        var values = validation.ArgumentValues?.GetValueOrDefault(field);
        return new RootField(
            key,
            _surface.UseOf(name, argument => values?.TryGetValue(argument, out var value) is true ? value.Value : null),
            field
        );
    }

    /// <summary>What the schema has that was not asked for is not offered.</summary>
    private static string Plain(string message) =>
        message.IndexOf(" Did you mean", StringComparison.Ordinal) is > 0 and var at ? message[..at] : message;
}
