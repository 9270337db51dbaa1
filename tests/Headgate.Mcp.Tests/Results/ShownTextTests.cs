using System.Text.Json;
using CsCheck;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tests.Results;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("plain\nand\ttabs", "plain\nand\ttabs")]
    [InlineData("Grüße, 世界 🎉", "Grüße, 世界 🎉")]
    [InlineData("a\u0000b", "a\\u{0}b")]
    [InlineData("\u001b[31mred", "\\u{1b}[31mred")]
    [InlineData("\u202egnp.exe", "\\u{202e}gnp.exe")]
    [InlineData("\U000e0041\U000e0042", "\\u{e0041}\\u{e0042}")]
    public void What_nobody_sees_is_written_out(string text, string shown) => ShownText.Of(text).ShouldBe(shown);

    [Fact]
    public void No_hidden_character_is_left_in_any_text_and_a_shown_text_stays_as_it_is() =>
        Gen.String.Sample(text =>
        {
            var shown = ShownText.Of(text);
            shown.EnumerateRunes().ShouldAllBe(r => r.Value == '\n' || r.Value == '\r' || r.Value == '\t' || !HiddenCharacter.Is(r));
            ShownText.Of(shown).ShouldBe(shown);
        });

    [Fact]
    public void Json_keeps_its_shape()
    {
        var value = JsonElement.Parse("""{"a":["x\u200b",1,true,null,{"b\u202e":"y"}],"c":"plain"}""");
        var (shown, hadHidden) = ShownJson.Of(value);
        hadHidden.ShouldBeTrue();
        ShownJson.Text(shown).ShouldBe("""{"a":["x\\u{200b}",1,true,null,{"b\\u{202e}":"y"}],"c":"plain"}""");
        ShownJson.Of(JsonElement.Parse("""{"a":"é"}""")).HadHidden.ShouldBeFalse();
    }
}
