using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Context.Objects;

public sealed class RelationObjectTests
{
    [Theory]
    [InlineData("ref('a') is mapping", "True")]
    [InlineData("ref('a') is sequence", "False")]
    [InlineData("ref('a').get('metadata', {}).get('type', '')", "DuckDBRelation")]
    [InlineData("ref('a')['metadata']", "{'type': 'DuckDBRelation'}")]
    [InlineData("this is mapping", "True")]
    [InlineData("api.Relation.create(identifier='x').get('metadata').type.endswith('Relation')", "True")]
    [InlineData("'identifier' in this, 'colour' in this", "(True, False)")]
    [InlineData("this.get('colour', 'blue'), this['dbt_created'], this['event_time_filter']", "('blue', False, None)")]
    [InlineData("this['path'].schema, this.quote_policy.identifier, this.include_policy['database']", "('main', True, True)")]
    [InlineData("this.incorporate(limit=3, type='view').limit", "3")]
    [InlineData("[this]", "[<DuckDBRelation \"oracle\".\"main\".\"a\">]")]
    public void A_relation_answers_as_a_mapping(string expression, string expected) => Said(expression).ShouldContain($"<{expected}>");

    [Fact]
    public void The_keys_of_a_relation_are_not_walked() => Said("this | list").ShouldContain("was used as a dictionary");

    private static string Said(string expression)
    {
        using var folder = new ProjectFolder();
        folder.Write("models/a.sql", $"{{{{ exceptions.raise_compiler_error('<' ~ ({expression}) ~ '>') }}}}");
        return folder.Failure();
    }
}
