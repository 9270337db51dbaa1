namespace Headgate.Dbt.Tests.Parsing;

/// <summary>What dbt refuses while it parses, in its words.</summary>
public sealed class RefusedProjectTests : IDisposable
{
    private const string Microbatch =
        "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at', batch_size='day', begin=BEGIN) }} select 1 as id, current_timestamp as at";

    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_seed_s_hook_that_refers_to_a_node()
    {
        _project.Write("dbt_project.yml", "name: shop\nprofile: p\nseeds: {+post-hook: \"select * from {{ ref('m') }}\"}\n");
        _project.Write("seeds/s.csv", "id\n1\n");
        _project.Write("models/m.sql", "select 1 as id");

        var failure = _project.Failure();

        failure.ShouldStartWith("Parsing Error");
        failure.ShouldContain("Seeds cannot depend on other nodes.");
        failure.ShouldContain("- post_hook: \"select * from {{ ref('m') }}\"");
    }

    [Fact]
    public void A_hook_under_both_of_its_names()
    {
        _project.Write("models/m.sql", "{{ config({'pre_hook': 'select 1', 'pre-hook': 'select 2'}) }} select 1 as id");

        _project.Failure().ShouldContain("Invalid config, has conflicting keys \"pre_hook\" and \"pre-hook\"");
    }

    [Fact]
    public void Two_macros_of_one_name_in_one_file()
    {
        _project.Write("macros/m.sql", "{% macro a() %}1{% endmacro %}{% macro a() %}2{% endmacro %}");

        var failure = _project.Failure();

        failure.ShouldContain("dbt found multiple macros named \"a\" in the project \"shop\"");
        failure.Split("macros/m.sql").Length.ShouldBe(2, "the file is named once");
    }

    [Fact]
    public void A_property_file_that_is_a_list()
    {
        _project.Write("models/p.yml", "- name: a\n");

        _project.Failure().ShouldContain("Contents of file 'models/p.yml' are not valid. Dictionary expected.");
    }

    [Fact]
    public void A_property_file_that_switches_on_one_of_several_nodes_of_one_name()
    {
        foreach (var folder in (string[])["a", "b", "c"])
        {
            _project.Write($"models/{folder}/m.sql", "{{ config(enabled=false) }} select 1 as id");
        }
        _project.Write("models/p.yml", "models: [{name: m, config: {enabled: true}}]");

        _project.Failure().ShouldContain("Found 3 matching disabled nodes for model 'm'.");
    }

    [Theory]
    [InlineData("'no date'", "must provide a 'begin' config of valid datetime (ISO format), but got: no date.")]
    [InlineData("2", "must provide a 'begin' config of type datetime, but got: <class 'int'>.")]
    public void A_microbatch_model_that_begins_at_no_time(string begin, string words)
    {
        _project.Write("models/m.sql", Microbatch.Replace("BEGIN", begin, StringComparison.Ordinal));

        _project.Failure().ShouldContain(words);
    }

    [Theory]
    [InlineData("'stop'")]
    [InlineData("1")]
    public void What_on_error_does_not_know(string value)
    {
        _project.Write("models/m.sql", $"{{{{ config(on_error={value}) }}}} select 1 as id");

        _project.Failure().ShouldContain($"Invalid value for on_error: {value} in models/m.sql. It must be 'skip_children' or 'continue'.");
    }

    [Theory]
    [InlineData("'#1234'", false)]
    [InlineData("'nocolour'", false)]
    [InlineData("7", false)]
    [InlineData("'#ABC'", true)]
    [InlineData("'darkslategrey'", true)]
    [InlineData("'RebeccaPurple'", true)]
    public void A_colour_that_is_none(string color, bool isOne)
    {
        _project.Write("models/m.sql", $"{{{{ config(docs={{'node_color': {color}}}) }}}} select 1 as id");

        if (isOne)
        {
            _project.Parse().Nodes["model.shop.m"].Docs.NodeColor.ShouldNotBeNull();
        }
        else
        {
            _project.Failure().ShouldContain("Invalid color name for docs.node_color: " + color.Trim('\''));
        }
    }

    [Fact]
    public void A_configuration_of_a_test_that_cannot_be_rendered()
    {
        _project.Write("models/m.sql", "select 1 as id");
        _project.Write(
            "models/p.yml",
            "models: [{name: m, columns: [{name: id, data_tests: [{unique: {config: {where: \"{{ no_such() }}\"}}}]}]}]"
        );

        _project.Failure().ShouldContain("Invalid generic test configuration given in models/p.yml");
    }

    [Fact]
    public void Tests_of_the_project_under_both_of_their_names()
    {
        _project.Write("dbt_project.yml", "name: shop\nprofile: p\ntests: {+enabled: true}\ndata_tests: {+tags: a}\n");

        Should.Throw<DbtException>(() => _project.Load()).Message.ShouldContain("cannot have both 'tests' and 'data_tests' defined");
    }

    [Fact]
    public void The_old_way_to_dispatch()
    {
        _project.Write("models/m.sql", "{{ adapter_macro('shop.x') }}");

        _project.Failure().ShouldContain("The \"adapter_macro\" macro has been deprecated.");
    }

    [Fact]
    public void A_variable_that_a_name_is_made_of()
    {
        _project.Write("macros/n.sql", "{% macro generate_schema_name(custom_schema_name, node) %}{{ var('place') }}{% endmacro %}");
        _project.Write("models/m.sql", "select '{{ var('later') }}' as id");

        _project.Failure().ShouldContain("Required var 'place' not found in config");

        _project.Vars["place"] = "here";
        _project.Parse().Nodes["model.shop.m"].Schema.ShouldBe("here");
    }

    [Theory]
    [InlineData("package: ''\n    version: 1.0.0", "A hub package is missing the value. It is a required property.")]
    [InlineData("git: ''", "A git package is missing the value.")]
    [InlineData("tarball: https://x/y.tgz", "a tarball needs a name")]
    public void A_package_without_what_it_needs(string entry, string words)
    {
        _project.Write("packages.yml", "packages:\n  - " + entry);

        var failure = Should.Throw<DbtException>(() => _project.Install()).Message;
        failure.ShouldContain("The packages.yml file in this project is malformed.");
        failure.ShouldContain(words);
    }

    [Theory]
    [InlineData("format: csv, rows: [{id: 1}]", "has input rows or fixtures which do not match format csv.  Expected string.")]
    [InlineData("format: sql, rows: [{id: 1}]", "has input rows or fixtures which do not match format sql.  Expected string.")]
    public void Rows_of_a_unit_test_in_another_form_than_it_says(string given, string words)
    {
        _project.Write("models/a.sql", "select 1 as id");
        _project.Write("models/b.sql", "select * from {{ ref('a') }}");
        _project.Write(
            "models/p.yml",
            $"unit_tests: [{{name: u, model: b, given: [{{input: ref('a'), {given}}}], expect: {{rows: [{{id: 1}}]}}}}]"
        );

        _project.Failure().ShouldContain(words);
    }

    [Fact]
    public void A_metric_that_is_not_there()
    {
        _project.Write("models/m.sql", "select {{ metric('no_such') }} as id");

        _project.Failure().ShouldContain("depends on a metric named 'no_such' which was not found");
    }
}
