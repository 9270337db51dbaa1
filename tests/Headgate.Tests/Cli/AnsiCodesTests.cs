using CsCheck;
using Headgate.Cli.Terminals;

namespace Headgate.Tests.Cli;

public sealed class AnsiCodesTests
{
    [Theory]
    [InlineData("\e[32mOK\e[0m done", "OK done")]
    [InlineData("a\e]0;title\ab", "a]0;titleb")]
    [InlineData("tab\tstays\nand lines", "tab\tstays\nand lines")]
    [InlineData("back\b\b\bwards\r", "backwards")]
    public void Codes_go_and_text_stays(string text, string expected) => AnsiCodes.Strip(text).ShouldBe(expected);

    [Fact]
    public void What_is_left_can_steer_no_terminal() =>
        Gen.String.Sample(text => !AnsiCodes.Strip(text).Any(c => char.IsControl(c) && c is not '\n' and not '\t'));
}
