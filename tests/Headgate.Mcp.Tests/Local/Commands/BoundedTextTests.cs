using Headgate.Mcp.Local.Commands;

namespace Headgate.Mcp.Tests.Local.Commands;

public sealed class BoundedTextTests
{
    [Fact]
    public void What_fits_is_shown_as_it_is()
    {
        var text = new BoundedText(100);
        text.Add("one");
        text.Add("");
        text.Add("two\nthree");
        text.ToString().ShouldBe("one\n\ntwo\nthree");
    }

    [Fact]
    public void The_first_and_the_last_lines_stay_and_what_is_left_out_is_counted()
    {
        var text = new BoundedText(40);
        for (var i = 0; i < 100; i++)
        {
            text.Add($"line {i}");
        }
        var shown = text.ToString();
        shown.ShouldStartWith("line 0\nline 1\n");
        shown.ShouldEndWith("line 98\nline 99");
        shown.ShouldContain("characters of 96 lines were left out here");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("🍎")]
    [InlineData("y🍎")]
    public void One_endless_line_is_cut_between_characters(string piece)
    {
        var text = new BoundedText(1001);
        text.Add(string.Concat(Enumerable.Repeat(piece, 100_000)));
        var shown = text.ToString();
        shown.Length.ShouldBeLessThan(1300);
        shown.ShouldContain("were left out here");
        shown.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void It_keeps_no_more_than_its_limit()
    {
        var text = new BoundedText(10_000);
        for (var i = 0; i < 50; i++)
        {
            text.Add(new string('z', 9_000));
        }
        text.ToString().Length.ShouldBeLessThan(10_500);
    }
}
