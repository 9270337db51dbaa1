namespace Headgate.Metrics.Statements;

/// <summary>How a query is answered: steps in order, the last of which gives the rows.</summary>
internal sealed record StatementPlan(IReadOnlyList<Step> Steps, Selection Result);
