using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire.Tests.Requests;

public sealed class BodyReaderTests
{
    [Theory]
    [InlineData("100.0")]
    [InlineData("\"100\"")]
    [InlineData("100.5")]
    [InlineData("true")]
    [InlineData("[100]")]
    [InlineData("1e2")]
    public void Only_a_whole_number_is_an_id(string value)
    {
        var body = Read($$"""{"environment_id":{{value}}}""");
        body.Long("environment_id").ShouldBeNull();
        Fields(body).ShouldBe(["environment_id"]);
    }

    [Fact]
    public void All_problems_are_collected_nested_ones_too()
    {
        var body = Read("""{"settings":{"threads":0},"generate_docs":1,"list":["a",2]}""");
        body.RequiredText("name");
        body.Object("settings").Int("threads", 1);
        body.Bool("generate_docs");
        body.Texts("list");
        body.Object("nothing").Required("inside");
        Fields(body).ShouldBe(["name", "settings.threads", "generate_docs", "list", "nothing.inside"]);
    }

    [Fact]
    public void Names_are_compared_by_case_and_null_counts_as_absent()
    {
        var body = Read("""{"Steps_Override":["dbt debug"],"cause":null}""");
        body.Texts("steps_override").ShouldBeNull();
        body.Has("cause").ShouldBeFalse();
        body.Mentions("cause").ShouldBeTrue();
        body.Problems.ShouldBeNull();
    }

    private static BodyReader Read(string json) => new(JsonDocument.Parse(json).RootElement);

    private static IEnumerable<string> Fields(BodyReader body) => ((BadRequestAnswer)body.Problems!).Fields.Keys;
}
