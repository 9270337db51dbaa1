using GraphQL;
using GraphQL.Types;
using Headgate.Metadata.Query;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>The schema is whole: each field of each type is made of something, and answers about real artifacts without an error.</summary>
public sealed class SchemaTests(GoldenLabs labs) : IClassFixture<GoldenLabs>
{
    private static readonly Lazy<ISchema> Schema = new(DiscoverySchema.Make);

    public static TheoryData<string, string> Lists() =>
        new()
        {
            { "applied", "models" },
            { "applied", "sources" },
            { "applied", "seeds" },
            { "applied", "snapshots" },
            { "applied", "tests" },
            { "applied", "exposures" },
            { "definition", "models" },
            { "definition", "sources" },
            { "definition", "seeds" },
            { "definition", "snapshots" },
            { "definition", "tests" },
            { "definition", "exposures" },
            { "definition", "macros" },
            { "definition", "metrics" },
            { "definition", "semanticModels" },
            { "definition", "savedQueries" },
            { "definition", "groups" },
        };

    public static TheoryData<string> OfJob => ["models", "sources", "seeds", "snapshots", "tests", "exposures", "macros", "metrics"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_field_of_every_list_of_an_environment_answers(string state, string list)
    {
        var lab = await labs.OfAsync("SQLite");
        var type = ((IObjectGraphType)Schema.Value.AllTypes[state == "applied" ? "AppliedState" : "DefinitionState"]!)
            .Fields.Find(list)!
            .ResolvedType!;
        var node = ((IObjectGraphType)type.GetNamedType()).Fields.Find("edges")!.ResolvedType!.GetNamedType();
        var item = ((IObjectGraphType)node).Fields.Find("node")!.ResolvedType!.GetNamedType();
        var data = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ {state} {{ {list} {{ totalCount edges {{ cursor node {{ {Everything(item, 2)} }} }} }} }} }} }}"
        );
        var connection = data.At("environment", state, list);
        connection.At("totalCount").GetInt32().ShouldBeGreaterThan(0);
        connection.Nodes().Count.ShouldBe(connection.At("totalCount").GetInt32());
    }

    [Theory]
    [MemberData(nameof(OfJob))]
    public async Task Every_field_of_every_list_of_a_job_answers(string list)
    {
        var lab = await labs.OfAsync("SQLite");
        var item = ((IObjectGraphType)Schema.Value.AllTypes["JobNode"]!).Fields.Find(list)!.ResolvedType!.GetNamedType();
        var data = await lab.AskAsync($"{{ job(id: {lab.Job.Id}) {{ id runId {list} {{ {Everything(item, 2)} }} }} }}");
        data.At("job", list).GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Every_kind_of_lineage_answers_every_field()
    {
        var lab = await labs.OfAsync("SQLite");
        var parts = Schema
            .Value.AllTypes.OfType<IObjectGraphType>()
            .Where(type => type.Name.EndsWith("LineageNode", StringComparison.Ordinal))
            .Select(type => $"... on {type.Name} {{ {Everything(type, 0)} }}");
        var data = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ lineage(filter: {{types: [Model, Source, Seed, Snapshot, Exposure, Metric, SemanticModel, SavedQuery, Test, Macro]}}) {{ __typename {string.Join(' ', parts)} }} }} }} }}"
        );
        data.At("environment", "applied", "lineage").EnumerateArray().Texts("__typename").Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public async Task The_schema_tells_itself()
    {
        var lab = await labs.OfAsync("SQLite");
        var data = await lab.AskAsync(
            """
            { __schema { queryType { name } mutationType { name } types { name kind fields { name args { name type { name kind ofType { name kind ofType { name kind ofType { name } } } } } type { name kind ofType { name } } } } }
              __type(name: "ModelAppliedStateNode") { interfaces { name } fields { name } } }
            """
        );
        data.Text("__schema", "queryType", "name").ShouldBe("Query");
        data.At("__type", "interfaces").EnumerateArray().Texts("name").ShouldBe(["EnvironmentAppliedNode"]);
        data.At("__type", "fields").EnumerateArray().Texts("name").ShouldContain("relationName");
    }

    /// <summary>Everything that can be asked of a type without arguments, some types deep.</summary>
    private static string Everything(IGraphType type, int depth) =>
        type is IComplexGraphType complex
            ? string.Join(
                ' ',
                complex
                    .Fields.Where(field => field.Arguments is null || field.Arguments.All(a => a.ResolvedType is not NonNullGraphType))
                    .Select(field =>
                        field.ResolvedType!.GetNamedType() switch
                        {
                            ScalarGraphType => field.Name,
                            _ when depth == 0 => "",
                            var inner => $"{field.Name} {{ __typename {Everything(inner, depth - 1)} }}",
                        }
                    )
            )
            : "__typename";
}
