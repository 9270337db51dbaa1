namespace Headgate.Metrics.Statements;

/// <summary>A part of a plan: a select statement with a name, and what it is for.</summary>
internal sealed record Step(string Name, string Purpose, Selection Selection);
