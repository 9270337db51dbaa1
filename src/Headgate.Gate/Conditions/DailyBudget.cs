using System.Globalization;

namespace Headgate.Gate.Conditions;

/// <summary>How much of a capability an agent may use in a day of UTC. It is counted for the agent by its name, whichever grant or key it used.</summary>
public sealed record DailyBudget
{
    /// <summary>Calls; null for any number.</summary>
    public long? Calls { get; set; }

    /// <summary>Runs that are started, however; null for any number.</summary>
    public long? Runs { get; set; }

    /// <summary>Minutes of those runs, each run counted in whole minutes; null for any number.</summary>
    public long? RunMinutes { get; set; }

    /// <summary>Seconds in which commands of those runs, or queries of metrics, are at work, by the server's clock; null for any number.</summary>
    public long? WarehouseSeconds { get; set; }

    /// <summary>Rows that queries of metrics read from the warehouse; null for any number.</summary>
    public long? Rows { get; set; }

    /// <summary>The budget in words: <c>at most 10 runs a day</c>.</summary>
    public string Describe() => $"at most {string.Join(", ", Parts())} a day";

    private IEnumerable<string> Parts()
    {
        if (Calls is { } calls)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{calls} calls");
        }
        if (Runs is { } runs)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{runs} runs");
        }
        if (RunMinutes is { } minutes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{minutes} run minutes");
        }
        if (WarehouseSeconds is { } seconds)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{seconds} warehouse seconds");
        }
        if (Rows is { } rows)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{rows} rows");
        }
    }
}
