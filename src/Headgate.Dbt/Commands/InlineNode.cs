using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary>SQL given on the command line, as a node.</summary>
internal static class InlineNode
{
    private const string Name = "inline_query";

    /// <summary>Makes the node and adds it to the call's manifest.</summary>
    public static ManifestNode AddTo(ProjectSession session, string sql)
    {
        var package = session.Project.Root.Name;
        var node = new ManifestNode
        {
            Name = Name,
            PackageName = package,
            Path = Path.Combine("sql", Name),
            OriginalFilePath = Path.Combine("from remote system.sql"),
            UniqueId = $"sql_operation.{package}.{Name}",
            ResourceType = ResourceType.SqlOperation,
            Fqn = [package, "sql", Name],
            Database = session.Adapter.Credentials.Database,
            Schema = session.Adapter.Credentials.Schema,
            Alias = Name,
            RawCode = sql,
            Config = new NodeConfig(new() { ["materialized"] = "view" }),
        };
        session.Manifest.Nodes[node.UniqueId] = node;
        return node;
    }
}
