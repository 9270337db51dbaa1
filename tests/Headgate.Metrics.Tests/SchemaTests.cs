using GraphQL.Types;
using Headgate.Metrics.Api;

namespace Headgate.Metrics.Tests;

/// <summary>The schema is whole: something makes each field of each type.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Every_field_is_made_of_something()
    {
        var schema = MetricsSchema.Make();
        schema
            .AllTypes.OfType<IObjectGraphType>()
            .SelectMany(type => type.Fields)
            .ShouldAllBe(field => field.Resolver != null || field.Name.StartsWith("__"));
    }
}
