namespace Headgate.Gate.Operations;

/// <summary>What an agent has used today of one measure.</summary>
/// <param name="Measure">What is counted, such as <c>runs</c>.</param>
/// <param name="Used">How much.</param>
public sealed record BudgetUseView(string Measure, long Used);
