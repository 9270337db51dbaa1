using System.Globalization;
using System.Text;
using System.Xml;

namespace Headgate.WebConsole.Words;

/// <summary>A lineage as a file of its own, to be shown elsewhere: shapes and text, and nothing that runs or is fetched.</summary>
public static class LineageSvg
{
    private const string Space = "http://www.w3.org/2000/svg";

    /// <summary>The colours of look.md; a viewer that prefers dark gets them so.</summary>
    private const string Style =
        "svg{background:#fbfaf7;font:13px system-ui,sans-serif}path{fill:none;stroke:#c9c4b6}rect{fill:#fff;stroke:#1f5f6b}.source rect{stroke:#9a6a00}.exposure rect{stroke-dasharray:4 3}"
        + "text{fill:#1b2126}.below{fill:#4a545c;font-size:11px}"
        + "@media (prefers-color-scheme:dark){svg{background:#12161a}path{stroke:#3c4650}rect{fill:#1a2026;stroke:#5fb3c0}.source rect{stroke:#e3b341}text{fill:#eef1f2}.below{fill:#b5bec4}}";

    /// <summary>Writes one.</summary>
    public static void Write(Stream stream, LineageLayout layout)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new System.Text.UTF8Encoding(false) });
        var (width, height) = (Number(LineageDrawing.Width(layout)), Number(LineageDrawing.Height(layout)));
        xml.WriteStartElement("svg", Space);
        xml.WriteAttributeString("width", width);
        xml.WriteAttributeString("height", height);
        xml.WriteAttributeString("viewBox", $"0 0 {width} {height}");
        xml.WriteElementString("style", Space, Style);
        foreach (var (from, to) in layout.Edges)
        {
            xml.WriteStartElement("path", Space);
            xml.WriteAttributeString("d", LineageDrawing.Curve(from, to));
            xml.WriteEndElement();
        }
        foreach (var node in layout.Nodes)
        {
            Write(xml, node);
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, PlacedNode placed)
    {
        var (node, x, y) = (placed.Node, LineageDrawing.X(placed), LineageDrawing.Y(placed));
        xml.WriteStartElement("g", Space);
        xml.WriteAttributeString("class", node.Kind is "source" or "exposure" ? node.Kind : "made");
        xml.WriteElementString("title", Space, Visible(node.Id));
        xml.WriteStartElement("rect", Space);
        xml.WriteAttributeString("x", Number(x));
        xml.WriteAttributeString("y", Number(y));
        xml.WriteAttributeString("width", Number(LineageDrawing.BoxWidth));
        xml.WriteAttributeString("height", Number(LineageDrawing.BoxHeight));
        xml.WriteAttributeString("rx", "5");
        xml.WriteEndElement();
        Text(xml, x + 10, y + 18, null, LineageDrawing.Cut(node.Name));
        Text(xml, x + 10, y + 34, "below", LineageDrawing.Below(node));
        if (node.Tests is { } tests)
        {
            Text(xml, x + LineageDrawing.BoxWidth - 20, y + 34, "below", LineageDrawing.Pip(tests));
        }
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, int x, int y, string? kind, string text)
    {
        xml.WriteStartElement("text", Space);
        xml.WriteAttributeString("x", Number(x));
        xml.WriteAttributeString("y", Number(y));
        if (kind is not null)
        {
            xml.WriteAttributeString("class", kind);
        }
        xml.WriteString(Visible(text));
        xml.WriteEndElement();
    }

    /// <summary>A project's text without what no XML may hold.</summary>
    private static string Visible(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? Rune.ReplacementChar : r));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
