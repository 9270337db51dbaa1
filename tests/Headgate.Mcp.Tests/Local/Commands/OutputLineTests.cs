using Headgate.Mcp.Local.Commands;

namespace Headgate.Mcp.Tests.Local.Commands;

public sealed class OutputLineTests
{
    [Theory]
    [InlineData("LogModelResult", "info", "3 of 14 OK created sql view model shop.orders [OK in 0.10s]", false, 14)]
    [InlineData("LogTestResult", "error", "4 of 14 FAIL 2 unique_orders_id [FAIL 2 in 0.10s]", true, 14)]
    [InlineData("SkippingDetails", "info", "5 of 14 SKIP relation shop.late [SKIP]", false, 14)]
    [InlineData("LogStartLine", "info", "3 of 14 START sql view model shop.orders [RUN]", false, null)]
    [InlineData("LogHookEndLine", "info", "1 of 1 OK hook: shop.on-run-start.0 [OK in 0.10s]", false, null)]
    [InlineData("ListCmdOut", "info", "shop.orders", true, null)]
    [InlineData("FoundStats", "info", "Found 3 models", false, null)]
    [InlineData("MainEncounteredError", "error", "Runtime Error", true, null)]
    public void An_event_is_shown_where_it_was_asked_for_or_tells_of_a_failure(
        string name,
        string level,
        string message,
        bool isShown,
        int? nodes
    )
    {
        var line = OutputLine.Read($$"""{"data": {}, "info": {"name": "{{name}}", "level": "{{level}}", "msg": "{{message}}"} }""");
        (line.Text, line.IsShown, line.NodesInAll, line.IsSummary).ShouldBe((message, isShown, nodes, false));
    }

    [Fact]
    public void The_count_at_the_end_is_no_line_of_the_result() =>
        OutputLine
            .Read("""{"info": {"name": "StatsLine", "level": "info", "msg": "Done. PASS=1"}}""")
            .ShouldSatisfyAllConditions(line => line.IsSummary.ShouldBeTrue(), line => line.IsShown.ShouldBeFalse());

    [Theory]
    [InlineData("Usage: dbt [OPTIONS] COMMAND [ARGS]...")]
    [InlineData("{not json")]
    [InlineData("{\"show\": []}")]
    [InlineData("{\"info\": 7}")]
    [InlineData("")]
    public void What_is_no_event_is_shown_as_it_is(string text)
    {
        var line = OutputLine.Read(text);
        (line.Text, line.IsShown, line.NodesInAll).ShouldBe((text, true, null));
    }
}
