using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Tests.Runs.Logs;

public sealed class ScrubberTests
{
    [Theory]
    [InlineData("nothing here", "nothing here")]
    [InlineData("user:hunter22@host", "user:*****@host")]
    [InlineData("hunter22hunter22", "**********")]
    [InlineData("a hunter2245 b", "a ***** b")]
    [InlineData("{\"k\":\"line\\u0022x\"}", "{\"k\":\"*****\"}")]
    public void Secrets_become_stars_the_longest_first(string text, string expected) =>
        new Scrubber(["hunter22", "hunter2245", "line\"x"]).Clean(text).ShouldBe(expected);

    [Fact]
    public void Each_line_of_a_long_secret_is_hidden_alone() =>
        new Scrubber(["-----BEGIN-----\nAAAA\r\nBBBB"]).Clean("x AAAA y").ShouldBe("x ***** y");

    [Fact]
    public void Nothing_is_hidden_where_there_are_no_secrets() => new Scrubber(["", "ab"]).Clean("ab").ShouldBe("ab");
}
