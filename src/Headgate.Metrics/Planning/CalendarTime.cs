using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>A calendar that rows are joined to, and whose times stand in place of theirs.</summary>
/// <param name="Step">The step or table that it is read from.</param>
/// <param name="Time">The time that groups are told.</param>
/// <param name="Meets">The time that a row has to have.</param>
/// <param name="Spine">The calendar, if its own rows are the times.</param>
/// <param name="Custom">The period of the project's own that the time already is.</param>
internal sealed record CalendarTime(string Step, Expression Time, Expression Meets, TimeSpineDefinition? Spine, string? Custom)
{
    /// <summary>Whether the two times already lie apart by what the metric is moved by.</summary>
    public bool IsMoved { get; init; }
}
