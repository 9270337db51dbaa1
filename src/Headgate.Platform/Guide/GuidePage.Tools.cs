namespace Headgate.Platform.Guide;

/// <summary>The part of the page that lists the tools of MCP.</summary>
internal static partial class GuidePage
{
    private static void Tools(Html page, GuideDocument guide)
    {
        if (guide.Tools.Count == 0)
        {
            return;
        }
        Open(page, "mcp", "Tools for agents (MCP)", GuideTexts.Mcp);
        var operations = guide.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        page.Raw("<div class=\"sample\">");
        Code(page, "Connecting Claude Code", GuideTexts.McpExample);
        Code(page, "Parameters of tools/call", string.Join('\n', guide.Tools.Take(10).Select(t => t.Example)));
        page.Raw("</div>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tools\"><table><thead><tr>");
        foreach (var title in (string[])["Tool", "Operation", "An agent needs", "Arguments", "Risk"])
        {
            page.Add($"<th scope=\"col\">{title}</th>");
        }
        page.Raw("</tr></thead><tbody>\n");
        foreach (var tool in guide.Tools)
        {
            var operation = operations[tool.Operation];
            page.Add($"<tr><th scope=\"row\"><code>{tool.Name}</code></th><td><a href=\"#{operation.Id}\">{tool.Title}</a></td>");
            page.Add($"<td>{operation.Needs}</td><td>");
            Arguments(page, tool);
            page.Add($"</td><td>{operation.Risk}</td></tr>\n");
        }
        page.Raw("</tbody></table></div>\n");
        Close(page);
    }

    /// <summary>Those that a call needs; the others stand with the operation.</summary>
    private static void Arguments(Html page, GuideTool tool)
    {
        var required = tool.Arguments.Where(a => a.EndsWith('*')).ToList();
        foreach (var argument in required)
        {
            page.Add($"<code>{argument}</code> ");
        }
        var more = tool.Arguments.Count - required.Count;
        page.Add($"{(more == 0 ? "" : required.Count == 0 ? $"{more} optional" : $"and {more} optional")}");
    }
}
