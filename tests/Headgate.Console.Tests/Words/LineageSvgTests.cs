using System.Xml.Linq;
using Headgate.Testing;
using Headgate.WebConsole.Words;

namespace Headgate.Console.Tests.Words;

public sealed class LineageSvgTests
{
    [Fact]
    [Attack("CON-09")]
    public void Whatever_a_project_calls_its_nodes_the_file_holds_shapes_and_text_alone()
    {
        const string Hostile = "</text><foreignObject><script>alert(1)</script></foreignObject>\u0007\uD800<svg onload='x'>";
        var layout = LineageLayout.Of([
            new LineageNode("source.shop.raw", Hostile, "source", [], null, null),
            new LineageNode("model.shop.a" + Hostile, "a", "\" onload=\"alert(1)", ["source.shop.raw"], Hostile, Hostile),
        ]);
        using var file = new MemoryStream();
        LineageSvg.Write(file, layout);
        file.Position = 0;
        var svg = XDocument.Load(file).Root!;
        svg.Descendants().Select(e => e.Name.LocalName).Distinct().Order().ShouldBe(["g", "path", "rect", "style", "text", "title"]);
        svg.Descendants().Attributes().ShouldAllBe(a => !a.Name.LocalName.StartsWith("on") && a.Name.LocalName != "href");
        svg.Descendants().Count(e => e.Name.LocalName == "g").ShouldBe(2);
        svg.Descendants().Count(e => e.Name.LocalName == "path").ShouldBe(1);
        svg.Descendants().Where(e => e.Name.LocalName == "title").ShouldContain(t => t.Value.Contains("<script>alert(1)</script>"));
    }
}
