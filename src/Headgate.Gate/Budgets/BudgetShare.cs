namespace Headgate.Gate.Budgets;

/// <summary>What a call has taken of its agent's budgets.</summary>
/// <param name="Account">The account.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Day">The day that it was counted in.</param>
/// <param name="Taken">How much of each measure.</param>
/// <param name="Hold">The reservation of run minutes; null for none.</param>
internal sealed record BudgetShare(long Account, string Agent, int Day, IReadOnlyList<(string Measure, long Amount)> Taken, long? Hold);
