using System.Text;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Tests.Runs.Logs;

/// <summary>Texts of any length are cleaned piece by piece, as they would be at once.</summary>
public sealed class ScrubberStreamTests
{
    private const int Piece = 64 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_secret_that_lies_across_two_pieces_is_found(int before)
    {
        var scrubber = new Scrubber(["secret"]);
        var text = new string('x', Piece - before) + "secret" + new string('y', Piece) + "secret";
        (await scrubber.FindsAsync(new StringReader(text), Cancellation)).ShouldBeTrue();
        (await CleanAsync(scrubber, text)).ShouldBe(scrubber.Clean(text));
    }

    [Fact]
    public async Task Any_text_is_cleaned_as_it_would_be_at_once()
    {
        var random = new Random(7);
        var scrubber = new Scrubber(["abab", "ababab", "cabc"]);
        for (var i = 0; i < 200; i++)
        {
            var text = new StringBuilder();
            text.Append('x', Piece - random.Next(0, 30));
            for (var j = random.Next(0, 60); j > 0; j--)
            {
                text.Append("abc"[random.Next(3)]);
            }
            var whole = text.ToString();
            var clean = await CleanAsync(scrubber, whole);
            clean.ShouldNotContain("abab");
            clean.ShouldNotContain("cabc");
            (await scrubber.FindsAsync(new StringReader(whole), Cancellation)).ShouldBe(
                scrubber.Clean(whole) != whole,
                whole[(Piece - 40)..]
            );
        }
    }

    [Fact]
    public async Task A_text_without_secrets_stays_as_it_is()
    {
        var text = new string('s', (3 * Piece) + 17);
        (await CleanAsync(new Scrubber(["secret"]), text)).ShouldBe(text);
        (await CleanAsync(new Scrubber([]), text)).ShouldBe(text);
        (await CleanAsync(new Scrubber(["secret"]), "")).ShouldBe("");
        (await new Scrubber(["secret"]).FindsAsync(new StringReader(text), Cancellation)).ShouldBeFalse();
    }

    private static async Task<string> CleanAsync(Scrubber scrubber, string text)
    {
        var clean = new StringWriter();
        await scrubber.CopyAsync(new StringReader(text), clean, Cancellation);
        return clean.ToString();
    }
}
