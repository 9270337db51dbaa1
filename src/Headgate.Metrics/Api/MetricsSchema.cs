using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using Headgate.Graph.Query;
using Headgate.Graph.Scalars;
using Headgate.Metrics.Api.Fields;

namespace Headgate.Metrics.Api;

/// <summary>The schema of the Semantic Layer, with what makes each of its fields.</summary>
internal static class MetricsSchema
{
    /// <summary>Makes it, once.</summary>
    /// <exception cref="InvalidOperationException">A field of a type has nothing that makes it.</exception>
    public static ISchema Make()
    {
        var builder = new SchemaBuilder { IgnoreLocations = true };
        Schema? made = null;
        builder.Types.ForAll(type => type.ResolveType = source => (IObjectGraphType)made!.AllTypes[TypeOf(source)]!);
        var schema = made = builder.Build(Text());
        schema.RegisterType(new BigIntScalar());
        schema.RegisterType(new JsonScalar("JSON"));
        schema.Initialize();
        var missing = new List<string>();
        foreach (
            var type in schema.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
        )
        {
            foreach (var field in type.Fields)
            {
                var name = field.Name;
                if (FieldTable.Find(type.Name, name, field.ResolvedType!) is { } work)
                {
                    field.Resolver = new FuncFieldResolver<object?>(context => work(context, Call(context)));
                }
                else
                {
                    missing.Add($"{type.Name}.{name}");
                }
            }
        }
        return missing.Count == 0
            ? schema
            : throw new InvalidOperationException($"Nothing makes these fields of the Semantic Layer: {string.Join(", ", missing)}.");
    }

    private static string TypeOf(object source) =>
        source is ItemNode item
            ? item.Item.Kind == "entity"
                ? "Entity"
                : "Dimension"
            : "SemanticLayerQueryDetails";

    private static string Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schema/semantic-layer.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static MetricsCall Call(IResolveFieldContext context) => (MetricsCall)context.UserContext[QueryExecution.CallKey]!;
}
