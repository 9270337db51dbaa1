using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Commands;

/// <summary>Which nodes <c>compile</c> and <c>show</c> print: those that the call names, not those that merely come along.</summary>
internal static class NamedNodes
{
    /// <summary>The nodes named in <c>--select</c>, or the one given inline.</summary>
    public static IEnumerable<IManifestResource> Of(OptionValues options, IEnumerable<IManifestResource> nodes)
    {
        // As with dbt: the first word of --select with its signs, in which a node's name stands or not.
        var first = options.Get(CommandOptions.Select) is [var word, ..] ? word : "";
        return nodes.Where(n => n.ResourceType == ResourceType.SqlOperation || first.Contains(n.Name, StringComparison.Ordinal));
    }
}
