namespace Headgate.Metrics;

/// <summary>A step of a plan, for people.</summary>
/// <param name="Name">Its name in the SQL.</param>
/// <param name="Purpose">What it does.</param>
public sealed record PlanSentence(string Name, string Purpose);
