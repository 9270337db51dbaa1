using Headgate.WebConsole.Words;

namespace Headgate.Console.Tests.Words;

public sealed class AnsiTextTests
{
    [Fact]
    public void Colours_become_classes()
    {
        AnsiText.Of("a \x1b[32mOK\x1b[0m b \x1b[1;31mERROR").ShouldBe([("a ", null), ("OK", "allow"), (" b ", null), ("ERROR", "deny")]);
    }

    [Theory]
    [InlineData("\x1b]0;title\atext")]
    [InlineData("\x1b]8;;http://elsewhere\x1b\\text")]
    [InlineData("\x1b[2J\x1b[1;1Htext")]
    [InlineData("\x1b[?25ltext\x1b")]
    [InlineData("\btext\x9b")]
    [InlineData("te\x1b[31xxt")]
    public void Whatever_else_a_terminal_would_obey_is_left_out(string log) =>
        string.Concat(AnsiText.Of(log).Select(p => p.Text)).ShouldBeOneOf("text", "text");

    [Fact]
    public void Any_text_ends_and_holds_no_escape()
    {
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 24)).Select(_ => "\x1b[]0;m31\a\\\nab"[random.Next(13)]));
            string.Concat(AnsiText.Of(text).Select(p => p.Text)).ShouldNotContain('\x1b');
        }
    }
}
