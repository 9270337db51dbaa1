namespace Headgate.Dbt.Tests.Parsing.Tests;

public sealed class GenericTestTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    public GenericTestTests()
    {
        _folder.Write("models/m.sql", "select 1 as id");
        _folder.Write("models/other.sql", "select 1 as id");
    }

    [Theory]
    [InlineData("unique", "unique_m_id", "")]
    [InlineData("{unique: {config: {where: id > 1}}}", "unique_m_id", "{{ config(where=\"id > 1\") }}")]
    [InlineData("{unique: {name: mine, severity: warn}}", "mine", "{{ config(severity=\"warn\") }}")]
    [InlineData("{name: mine, test_name: unique, config: {limit: 3}}", "mine", "{{ config(limit=3) }}")]
    public void A_test_may_be_written_in_any_of_dbts_forms(string written, string name, string config)
    {
        _folder.Write("models/m.yml", $"models: [{{name: m, columns: [{{name: id, data_tests: [{written}]}}]}}]");

        var test = _folder.Parse().Nodes.Values.Single(node => node.TestMetadata is not null);
        test.Name.ShouldBe(name);
        test.RawCode.ShouldBe("{{ test_unique(**_dbt_generic_test_kwargs) }}" + config);
    }

    [Fact]
    public void Arguments_may_stand_below_the_name_or_under_arguments()
    {
        _folder.Write(
            "models/m.yml",
            """
            models:
              - name: m
                columns:
                  - name: id
                    tests:
                      - accepted_values: {values: [1]}
                      - accepted_values: {arguments: {values: [2]}}
            """
        );

        var kwargs = _folder
            .Parse()
            .Nodes.Values.Where(node => node.TestMetadata is not null)
            .Select(node => node.TestMetadata!.Kwargs["values"]);
        kwargs.ShouldBe([new List<object?> { 1L }, new List<object?> { 2L }]);
    }

    [Fact]
    public void A_relationship_depends_on_both_sides()
    {
        _folder.Write(
            "models/m.yml",
            "models: [{name: m, columns: [{name: id, data_tests: [{relationships: {arguments: {to: \"ref('other')\", field: id}}}]}]}]"
        );

        var test = _folder.Parse().Nodes.Values.Single(node => node.TestMetadata is not null);
        test.DependsOn.Nodes.Order().ShouldBe(["model.shop.m", "model.shop.other"]);
    }

    [Fact]
    public void A_long_name_is_shortened_for_file_and_table_only()
    {
        var values = string.Join(", ", Enumerable.Range(1000, 20));
        _folder.Write(
            "models/m.yml",
            $"models: [{{name: m, columns: [{{name: id, data_tests: [{{accepted_values: {{arguments: {{values: [{values}]}}}}}}]}}]}}]"
        );

        var test = _folder.Parse().Nodes.Values.Single(node => node.TestMetadata is not null);
        test.Name.Length.ShouldBeGreaterThan(64);
        test.Alias.ShouldStartWith("accepted_values_m_");
        test.Alias.Length.ShouldBe("accepted_values_m".Length + 1 + 32);
        test.Path.ShouldBe(test.Alias + ".sql");
    }

    [Fact]
    public void A_test_of_the_project_replaces_one_of_dbt()
    {
        _folder.Write("macros/t.sql", "{% test unique(model, column_name) %}select * from {{ model }}{% endtest %}");
        _folder.Write("models/m.yml", "models: [{name: m, columns: [{name: id, data_tests: [unique]}]}]");

        var test = _folder.Parse().Nodes.Values.Single(node => node.TestMetadata is not null);
        test.DependsOn.Macros.ShouldContain("macro.shop.test_unique");
    }

    [Fact]
    public void A_test_of_a_model_that_is_switched_off_is_switched_off()
    {
        _folder.Write("models/m.sql", "{{ config(enabled=false) }} select 1 as id");
        _folder.Write("models/m.yml", "models: [{name: m, columns: [{name: id, data_tests: [unique]}]}]");

        _folder.Parse().Nodes.Values.Single(node => node.TestMetadata is not null).Config.Enabled.ShouldBeFalse();
    }

    [Fact]
    public void Both_keys_for_tests_at_once_are_refused()
    {
        _folder.Write("models/m.yml", "models: [{name: m, tests: [], data_tests: []}]");

        _folder.Failure().ShouldContain("cannot have both 'tests' and 'data_tests' defined");
    }

    public void Dispose() => _folder.Dispose();
}
