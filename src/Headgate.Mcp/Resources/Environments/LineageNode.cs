namespace Headgate.Mcp.Resources.Environments;

/// <summary>A node of a lineage that is drawn.</summary>
/// <param name="Id">dbt's id.</param>
/// <param name="Name">What stands in its box. A project wrote it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Parents">Ids of what it is made from.</param>
internal sealed record LineageNode(string Id, string Name, string Kind, IReadOnlyList<string> Parents);
