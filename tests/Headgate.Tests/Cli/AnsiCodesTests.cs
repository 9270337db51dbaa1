using CsCheck;
using Headgate.Cli.Terminals;
using Headgate.Testing;

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

    [Attack("BOX-37")]
    [Theory]
    [InlineData("\u001b[2J\u001b[Hgone", "gone")]
    [InlineData("\u001b]0;title\u0007after", "]0;titleafter")]
    [InlineData("\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\", "]8;;https://evil.example\\click]8;;\\")]
    [InlineData("\u001b]52;c;ZXZpbA==\u0007", "]52;c;ZXZpbA==")]
    [InlineData("\u001b[6n\u001b[c\u001b[?1049h", "")]
    [InlineData("Failed\rDone  ", "FailedDone  ")]
    [InlineData("abc\b\b\bxyz", "abcxyz")]
    [InlineData("\u009b2Jx", "2Jx")]
    [InlineData("\u202eelif\u202c", "\\u{202e}elif\\u{202c}")]
    [InlineData("a\u200bb \U000e0041", "a\\u{200b}b \\u{e0041}")]
    [InlineData("data: {}", "data: {}")]
    public void A_log_steers_no_terminal_and_hides_nothing(string text, string shown) => AnsiCodes.Strip(text).ShouldBe(shown);
}
