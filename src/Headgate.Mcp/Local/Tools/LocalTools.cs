using Headgate.Mcp.Local.Switches;

namespace Headgate.Mcp.Local.Tools;

/// <summary>The tools that are on.</summary>
internal static class LocalTools
{
    /// <summary>In dbt's order.</summary>
    /// <param name="switches">What variables say.</param>
    /// <param name="version">The server's version.</param>
    public static IReadOnlyList<LocalTool> Of(ToolSwitches switches, string version) =>
        [
            .. On(Toolsets.DbtCli, [.. CommandTools.All, ShowTool.Tool, ManifestTools.Lineage, ManifestTools.Details], switches),
            .. On(Toolsets.ServerMetadata, ServerTools.Of(version), switches),
        ];

    private static IEnumerable<LocalTool> On(Toolset set, IReadOnlyList<LocalTool> tools, ToolSwitches switches) =>
        set.Tools.Select(name => tools.Single(tool => tool.Name == name)).Where(tool => switches.IsOn(set, tool.Name));
}
