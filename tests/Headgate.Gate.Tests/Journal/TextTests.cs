using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Tests.Journal;

public sealed class TextTests
{
    [Theory]
    [InlineData("Nightly build", "Nightly build")]
    [InlineData("Überprüfung 日本 😀", "Überprüfung 日本 😀")]
    [InlineData("x\ny", "x\\ny")]
    [InlineData("a\u001b[31mb", "a\\u{1b}[31mb")]
    [InlineData("a\u202eb", "a\\u{202e}b")]
    [InlineData("a\\nb", "a\\\\nb")]
    [InlineData("tag\U000e0041", "tag\\u{e0041}")]
    public void Hidden_characters_are_written_out(string text, string shown) => VisibleText.Of(text).ShouldBe(shown);

    [Fact]
    public void Half_a_character_is_written_out() => VisibleText.Of("a\ud800b").ShouldBe("a\\ud800b");

    [Fact]
    public void A_long_text_is_cut_and_its_whole_is_known_by_a_digest()
    {
        var shown = VisibleText.Of(new string('a', 1_000_000));
        shown.Length.ShouldBeLessThan(400);
        shown.ShouldContain("1000000 characters, SHA-256");
    }

    [Theory]
    [InlineData("/api/v2/accounts/1/jobs/?token=hga_abc123", "/api/v2/accounts/1/jobs/?token=***")]
    [InlineData("/x?access_token=abc&a=1", "/x?access_token=***&a=1")]
    [InlineData("/x?api_key=abc", "/x?api_key=***")]
    [InlineData("/x?a=hga_0123456789", "/x?a=hga_***")]
    [InlineData("Bearer dbtc_abcDEF-1", "Bearer dbtc_***")]
    [InlineData("https://user:tok@host/x.git", "https://***@host/x.git")]
    [InlineData("/api/v2/accounts/1/jobs/?order_by=-id", "/api/v2/accounts/1/jobs/?order_by=-id")]
    [InlineData("password=hunter2;x", "password=***;x")]
    public void Secrets_are_masked(string text, string masked) => SecretMask.Apply(text).ShouldBe(masked);
}
