using System.Globalization;

namespace Headgate.Gate.Conditions;

/// <summary>What a grant asks of what its agent has done before.</summary>
public sealed record HistoryCondition
{
    /// <summary>Runs a day of UTC that build tables anew from nothing, however they are told to; null for any number.</summary>
    public long? FullRefreshes { get; set; }

    /// <summary>Whether a run is retried only after the agent has read, since it ended, why it failed.</summary>
    public bool ReadErrorFirst { get; set; }

    /// <summary>The condition in words: <c>at most 1 full refresh a day</c>.</summary>
    public string Describe() => string.Join(" and ", Parts());

    private IEnumerable<string> Parts()
    {
        if (FullRefreshes is { } most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"at most {most} full refresh{(most == 1 ? "" : "es")} a day");
        }
        if (ReadErrorFirst)
        {
            yield return "only after it has read why the run failed";
        }
    }
}
