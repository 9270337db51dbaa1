using System.Globalization;
using Headgate.Gate.Recording;

namespace Headgate.Gate.Agents;

public sealed partial class AgentRegistry
{
    /// <summary>An observation ends by itself: nobody forgets an open gate for longer.</summary>
    private const int MostDays = 31;

    /// <summary>Lets pass, until a time, what an agent's grants do not allow; or ends that.</summary>
    /// <param name="account">The account.</param>
    /// <param name="agent">The agent's id.</param>
    /// <param name="until">Until when; null to end it.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<AgentResult<AgentView>> ObserveAsync(
        long account,
        long agent,
        DateTimeOffset? until,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        var now = _time.GetUtcNow();
        if (until is { } end && (end <= now || end > now.AddDays(MostDays)))
        {
            return new(
                null,
                new("until", string.Create(CultureInfo.InvariantCulture, $"An agent is observed until a time in the next {MostDays} days."))
            );
        }
        return await ChangeAsync(
            account,
            agent,
            by,
            until is null ? "gate.agents.enforce" : "gate.agents.observe",
            row =>
                until is null
                    ? $"ended the observation of agent \"{row.Name}\": what its grants do not allow is denied"
                    : $"has agent \"{row.Name}\" only observed until {Text(until)}: what its grants do not allow passes and is recorded",
            row => row.ObserveUntil is null ? "enforced" : $"observed until {Text(row.ObserveUntil)}",
            row => row.ObserveUntil = until,
            cancellation
        );
    }

    private static string Text(DateTimeOffset? time) =>
        time!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
