using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Headgate.Graph.Query;

/// <summary>
/// A schema whose fields are read from what an account elsewhere answered, by whoever executes a query (<see cref="Reader"/>). What the schema does not have cannot pass it.
/// </summary>
internal static class ElsewhereSchema
{
    /// <summary>Reads a field; what is found as the call of an execution is one.</summary>
    public delegate object? Reader(IResolveFieldContext context);

    /// <summary>Makes one of a schema that nobody else uses.</summary>
    public static ISchema Of(ISchema schema)
    {
        foreach (var type in schema.AllTypes)
        {
            if (type.Name.StartsWith("__", StringComparison.Ordinal))
            {
                continue;
            }
            if (type is IAbstractGraphType choice)
            {
                choice.ResolveType = source => schema.AllTypes[((AnswerThing)source).TypeName ?? ""] as IObjectGraphType;
            }
            foreach (var field in type is IObjectGraphType thing ? thing.Fields : [])
            {
                field.Resolver = new FuncFieldResolver<object?>(context => ((Reader)context.UserContext[QueryExecution.CallKey]!)(context));
            }
        }
        return schema;
    }
}
