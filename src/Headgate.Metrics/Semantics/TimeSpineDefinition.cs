using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>A calendar: a table with one row for each period.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Relation">The relation as it is written in SQL.</param>
/// <param name="Column">The column of its periods.</param>
/// <param name="Unit">Their length.</param>
/// <param name="CustomColumns">The columns of the project's own periods, by the periods' names.</param>
internal sealed record TimeSpineDefinition(
    string Name,
    string Relation,
    string Column,
    TimeUnit Unit,
    IReadOnlyDictionary<string, string> CustomColumns
);
