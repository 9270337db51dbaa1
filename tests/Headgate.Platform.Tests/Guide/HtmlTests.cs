using Headgate.Platform.Guide;

namespace Headgate.Platform.Tests.Guide;

public sealed class HtmlTests
{
    [Fact]
    public void Values_are_escaped_and_markup_is_not()
    {
        var value = "<script>alert('x')</script> & \"quotes\"";
        var html = new Html().Add($"<p title=\"{value}\">{value}</p>").ToString();
        html.ShouldStartWith("<p title=\"&lt;script&gt;");
        html.ShouldNotContain("<script>");
        html.ShouldContain("&quot;quotes&quot;");
        html.ShouldEndWith("</p>");
    }

    [Fact]
    public void Constant_values_are_escaped_too()
    {
        const string value = "a < b";
        new Html().Add($"<p>{value}</p>").ToString().ShouldBe("<p>a &lt; b</p>");
    }
}
