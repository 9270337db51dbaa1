namespace Headgate.Dbt.Commands.Nodes;

/// <summary>What one command or selection would take.</summary>
/// <param name="Nodes">Unique ids in order, how each is built (<c>table</c>, <c>incremental</c>, <c>test</c>), and under which name, as its configuration says it.</param>
/// <param name="FullRefresh">Whether tables are built anew.</param>
/// <param name="Fault">Why it cannot be said beforehand; null where it can.</param>
public sealed record TakenNodes(
    IReadOnlyList<(string Id, string Materialized, string Name)> Nodes,
    bool FullRefresh = false,
    string? Fault = null
)
{
    internal static TakenNodes Unknown(string fault) => new([], Fault: fault);
}
