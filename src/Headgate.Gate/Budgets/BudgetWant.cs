namespace Headgate.Gate.Budgets;

/// <summary>What a call needs of a day.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="Limit">How much there is in a day; <see cref="long.MaxValue"/> where it is counted for others only.</param>
internal sealed record BudgetWant(string Measure, long Amount, long Limit)
{
    /// <summary>Whether it is taken for as long as the call lasts alone, as what the call leads to is counted when it is known.</summary>
    public bool IsUntilEnd { get; init; }
}
