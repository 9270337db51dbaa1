using Headgate.Dbt.Parsing.Blocks;

namespace Headgate.Dbt.Tests.Parsing.Blocks;

public sealed class BlockReaderTests
{
    [Fact]
    public void Blocks_are_found_with_their_contents_and_lines()
    {
        var blocks = BlockReader
            .Read(
                "text\n{%- macro a(x, y='%}') -%}\n {{ x }} {% if y %}{% endif %}\n{%- endmacro -%}\n{% macro b() %}{% endmacro %}",
                "macro"
            )
            .ToList();

        blocks.Select(block => (block.Header, block.Line)).ShouldBe([("a(x, y='%}')", 2), ("b()", 5)]);
        blocks[0].Contents.ShouldBe("\n {{ x }} {% if y %}{% endif %}\n");
    }

    [Theory]
    [InlineData("{# {% macro a() %} #}")]
    [InlineData("{% raw %}{% macro a() %}{% endraw %}")]
    [InlineData("{{ '{% macro a() %}' }}")]
    [InlineData("{ % macro a() %}")]
    public void What_is_hidden_is_no_block(string text) => BlockReader.Read(text, "macro").ShouldBeEmpty();

    [Theory]
    [InlineData("{% macro a() %}", "Reached EOF without finding a close tag for macro (searched from line 1)")]
    [InlineData(
        "{% if x %}{% macro a() %}{% endmacro %}{% endif %}",
        "Got a block definition inside control flow at 1:11. All dbt block definitions must be at the top level"
    )]
    [InlineData("{% endif %}", "Got an unexpected control flow end tag, got endif but never saw a preceeding if (@ 1:1)")]
    public void Wrong_blocks_are_told_as_dbt_tells_them(string text, string message) =>
        Should.Throw<DbtException>(() => BlockReader.Read(text, "macro").ToList()).Message.ShouldBe(message);

    [Fact]
    public void Any_text_can_be_read() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["{}%#'\" -abmcro"], 0, 60],
            text =>
            {
                try
                {
                    _ = BlockReader.Read(text, "macro").Count();
                }
                catch (DbtException)
                {
                    // Wrong blocks are refused; nothing else may happen.
                }
            }
        );
}
