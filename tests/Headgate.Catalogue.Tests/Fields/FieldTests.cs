using System.Text.Json;

namespace Headgate.Catalogue.Tests.Fields;

public sealed class FieldTests
{
    [Theory]
    [InlineData("100.0")]
    [InlineData("\"100\"")]
    [InlineData("100.5")]
    [InlineData("true")]
    [InlineData("[100]")]
    [InlineData("1e2")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Only_a_positive_whole_number_is_an_id(string value)
    {
        var problems = new FieldProblems();
        In.Body.Id("environment_id", "").Read(Json($$"""{"environment_id":{{value}}}"""), problems).ShouldBeNull();
        Messages(problems).Keys.ShouldBe(["environment_id"]);
    }

    [Fact]
    public void A_loose_id_is_also_taken_as_a_text_of_digits()
    {
        var field = In.Body.LooseId("github_pull_request_id", "");
        field.Read(Json("""{"github_pull_request_id":"12"}"""), new FieldProblems()).ShouldBe(12);
        var problems = new FieldProblems();
        field.Read(Json("""{"github_pull_request_id":"+12"}"""), problems).ShouldBeNull();
        problems.Any.ShouldBeTrue();
    }

    [Fact]
    public void An_alias_is_read_where_the_name_is_absent()
    {
        var field = In.Body.Id("azure_pull_request_id", "").Alias("azure_devops_pull_request_id");
        field.Read(Json("""{"azure_devops_pull_request_id":77}"""), new FieldProblems()).ShouldBe(77);
        field.Read(Json("""{"azure_pull_request_id":1,"azure_devops_pull_request_id":77}"""), new FieldProblems()).ShouldBe(1);
    }

    [Fact]
    public void A_text_is_cut_only_where_the_declaration_says_so_and_never_inside_a_character()
    {
        var text = new string('a', 254) + "😀";
        In.Body.Text("cause", "", 255, cut: true).Read(Json($$"""{"cause":"{{text}}"}"""), new FieldProblems()).ShouldBe(text[..254]);
        var problems = new FieldProblems();
        In.Body.Text("cause", "", 255).Read(Json($$"""{"cause":"{{text}}"}"""), problems).ShouldBeNull();
        Messages(problems)["cause"].ShouldBe("length of value must be at most 255");
    }

    [Theory]
    [InlineData("""["environment","job"]""")]
    [InlineData("['environment','job']")]
    [InlineData("[environment,job]")]
    [InlineData("environment,job")]
    [InlineData("""["environment","job" """)]
    public void Every_form_of_a_list_is_read_from_a_query(string text) =>
        In.Query.Texts("include_related", "").Read(Query("include_related", text), new FieldProblems()).ShouldBe(["environment", "job"]);

    [Fact]
    public void A_list_may_also_come_as_the_parameter_repeated() =>
        In.Query.Texts("x", "").Read(Query("x", "environment", "job"), new FieldProblems()).ShouldBe(["environment", "job"]);

    [Fact]
    public void A_value_that_is_no_list_and_comes_twice_is_refused()
    {
        var problems = new FieldProblems();
        In.Query.Id("project_id", "").Read(Query("project_id", "1", "2"), problems).ShouldBeNull();
        Messages(problems).Keys.ShouldBe(["project_id"]);
    }

    [Fact]
    public void Blank_values_of_a_query_count_as_absent() =>
        In.Query.Int("limit", "", 1, 100).Or(100).Read(Query("limit", ""), new FieldProblems()).ShouldBe(100);

    [Fact]
    public void A_range_takes_two_times_with_any_offset()
    {
        var range = In
            .Query.Times("created_at__range", "")
            .Read(Query("created_at__range", """["2025-01-01T02:00:00+02:00", "2025-02-01"]"""), new FieldProblems());
        range.ShouldBe(
            new TimeRange(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero))
        );
    }

    [Fact]
    public void The_same_filter_may_come_as_JSON_from_another_door() =>
        In
            .Query.Longs("pk__in", "")
            .Read(new FieldSource(default, Query: Values("pk__in", new Sent(Parse("[1,2]")))), new FieldProblems())
            .ShouldBe([1, 2]);

    [Fact]
    public void A_form_gives_numbers_as_texts_and_no_lists()
    {
        var form = new FieldSource(Parse("""{"threads_override":"4","steps_override":"dbt run"}"""), IsForm: true);
        In.Body.Int("threads_override", "").Read(form, new FieldProblems()).ShouldBe(4);
        var problems = new FieldProblems();
        In.Body.Texts("steps_override", "").Read(form, problems).ShouldBeNull();
        Messages(problems)["steps_override"].ShouldBe("expected list");
    }

    private static IReadOnlyDictionary<string, string> Messages(FieldProblems problems) => ((BadRequestAnswer)problems.Refusal!).Fields;

    private static FieldSource Json(string json) => new(Parse(json));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static FieldSource Query(string name, params string[] texts) => new(default, Query: Values(name, new Sent(texts)));

    private static Dictionary<string, Sent> Values(string name, Sent sent) => new(StringComparer.Ordinal) { [name] = sent };
}
