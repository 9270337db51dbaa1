using System.Reflection;
using System.Text.Json;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using Headgate.Graph.Query;
using Headgate.Graph.Scalars;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Graph;
using Headgate.Metadata.Graph.Fields;
using Headgate.Metadata.Graph.Scalars;

namespace Headgate.Metadata.Query;

/// <summary>The schema of Discovery, with what makes each of its fields.</summary>
internal static class DiscoverySchema
{
    /// <summary>Makes it, once.</summary>
    /// <exception cref="InvalidOperationException">A field of a type has nothing that makes it.</exception>
    public static ISchema Make()
    {
        var builder = new SchemaBuilder { IgnoreLocations = true };
        Schema? made = null;
        builder.Types.ForAll(type => type.ResolveType = source => (IObjectGraphType)made!.AllTypes[((GraphNode)source).TypeName]!);
        var schema = made = builder.Build(Text());
        foreach (
            var scalar in (ScalarGraphType[])
                [new BigIntScalar(), TimeScalar.DateTime(), TimeScalar.Date(), new JsonScalar("JSONObject"), new JsonScalar("AnyScalar")]
        )
        {
            schema.RegisterType(scalar);
        }
        schema.Initialize();
        var missing = new List<string>();
        foreach (
            var type in schema.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
        )
        {
            foreach (var field in type.Fields)
            {
                field.Resolver = Resolver(type.Name, field);
                if (field.Resolver is null)
                {
                    missing.Add($"{type.Name}.{field.Name}");
                }
            }
        }
        return missing.Count == 0
            ? schema
            : throw new InvalidOperationException($"Nothing makes these fields of Discovery: {string.Join(", ", missing)}.");
    }

    /// <summary>The schema as text.</summary>
    public static string Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema/discovery.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static FuncFieldResolver<object?>? Resolver(string type, FieldType field)
    {
        if (RootFields.Find(type, field.Name) is { } root)
        {
            return new FuncFieldResolver<object?>(context => root(context, Call(context)));
        }
        if (IsNode(type) || type == "SearchHit")
        {
            return NodeFields.Find(type, field.Name) is { } node
                ? new FuncFieldResolver<object?>(context => node((GraphNode)context.Source!, context, Call(context)))
                : null;
        }
        if (type is "Query" or "Environment" or "AppliedState" or "DefinitionState" or "JobNode" or "Performance" or "Account" or "Column")
        {
            return null;
        }
        return new FuncFieldResolver<object?>(Inner(type, field));
    }

    /// <summary>What has no form of its own stands in an answer as a table of values or as the project's own JSON.</summary>
    private static Func<IResolveFieldContext, object?> Inner(string type, FieldType field)
    {
        var (name, key, form) = (field.Name, KeyOf(type, field.Name), field.ResolvedType!);
        return context =>
            context.Source switch
            {
                IReadOnlyDictionary<string, object?> table => table.GetValueOrDefault(name),
                JsonElement json => JsonValues.Of(json.At(key), form),
                _ => null,
            };
    }

    private static string KeyOf(string type, string field) =>
        (type, field) switch
        {
            ("QueryExportConfig", "schema") => "schema_name",
            _ => JsonValues.Snake(field),
        };

    private static bool IsNode(string type) =>
        type.EndsWith("Node", StringComparison.Ordinal)
        && type is not ("CatalogNode" or "JobNode" or "SourceFreshnessNode")
        && !type.Contains("Info", StringComparison.Ordinal);

    private static GraphCall Call(IResolveFieldContext context) => (GraphCall)context.UserContext[QueryExecution.CallKey]!;
}
