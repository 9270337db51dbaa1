namespace Headgate.Store.Model;

/// <summary>How much of a day's budget an agent has used. It is kept by the agent's name, so that an agent made again begins where it ended.</summary>
public sealed class BudgetUse
{
    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent's name.</summary>
    public string Agent { get; set; } = "";

    /// <summary>What is counted: <c>calls of jobs</c>, <c>runs</c>, <c>run minutes</c>, <c>full refreshes</c>.</summary>
    public string Measure { get; set; } = "";

    /// <summary>The day of UTC, such as 20270131.</summary>
    public int Day { get; set; }

    /// <summary>How much.</summary>
    public long Used { get; set; }
}
