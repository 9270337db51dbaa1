namespace Headgate.WebConsole.Words;

/// <summary>A node of a lineage.</summary>
/// <param name="Id">dbt's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">model, source, seed …</param>
/// <param name="Parents">Ids of what it is made from.</param>
/// <param name="Run">How its last run ended, in dbt's word; null where that is not known.</param>
/// <param name="Tests">The worst of its tests, in dbt's word; null where it has none.</param>
public sealed record LineageNode(string Id, string Name, string Kind, IReadOnlyList<string> Parents, string? Run, string? Tests);
