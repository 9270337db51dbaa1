using System.Collections.Frozen;
using Headgate.Catalogue;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;
using Headgate.Mcp.Tools.SemanticLayer;

namespace Headgate.Mcp.Tools;

/// <summary>All tools, made once from the catalogue: those of dbt's server under dbt's names, then the rest of the operations.</summary>
internal sealed class ToolTable
{
    private readonly FrozenDictionary<string, AgentTool> _byName;

    /// <summary>Makes the tools.</summary>
    /// <exception cref="InvalidOperationException">Two tools have one name, or names that a client could take for one.</exception>
    public ToolTable(OperationCatalogue catalogue)
    {
        IReadOnlyList<AgentTool> dbt = [.. DbtTools.Of(catalogue), .. DiscoveryTools.Of(catalogue), .. SemanticLayerTools.Of(catalogue)];
        var covered = dbt.Select(t => t.Operation.Id)
            .Concat([DiscoveryTools.Schema, SemanticLayerTools.Schema])
            .ToHashSet(StringComparer.Ordinal);
        All = [.. dbt, .. catalogue.Operations.Where(o => !covered.Contains(o.Id)).Select(OperationTools.Of).OfType<AgentTool>()];
        var twice = All.GroupBy(t => t.Name.Replace('.', '_').Replace('-', '_'), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"The tools {string.Join(" and ", twice.Select(t => t.Operation.Id))} have the same name, {twice.Key}."
            );
        }
        if (All.FirstOrDefault(t => t.Name.Contains("__", StringComparison.Ordinal)) is { } foreign)
        {
            throw new InvalidOperationException($"The tool {foreign.Name} has the name of one of a foreign server: two underscores.");
        }
        _byName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them, in a fixed order.</summary>
    public IReadOnlyList<AgentTool> All { get; }

    /// <summary>The tool of an operation.</summary>
    public AgentTool Of(string operation) => All.First(t => string.Equals(t.Operation.Id, operation, StringComparison.Ordinal));

    /// <summary>The tool of a name, exactly as it is written; null where there is none.</summary>
    public AgentTool? Find(string name) => _byName.GetValueOrDefault(name);
}
