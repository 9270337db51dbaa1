namespace Headgate.Gate.Budgets;

/// <summary>What a call has taken of its agent's budgets.</summary>
/// <param name="Account">The account.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Day">The day that it was counted in.</param>
/// <param name="Taken">How much of each measure.</param>
/// <param name="Hold">The reservation that is settled when the run has ended; null for none.</param>
internal sealed record BudgetShare(long Account, string Agent, int Day, IReadOnlyList<(string Measure, long Amount)> Taken, long? Hold)
{
    /// <summary>What of it is given back when the call has ended.</summary>
    public IReadOnlyList<(string Measure, long Amount)> UntilEnd { get; init; } = [];

    /// <summary>How much of a measure was taken.</summary>
    public long Of(string measure) => Taken.Where(t => t.Measure == measure).Sum(t => t.Amount);
}
