using Headgate.Gate.Recording;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Agents;

/// <content>The switch of all agents.</content>
public sealed partial class AgentRegistry
{
    /// <summary>Switches all agents of an account off or on, whatever each of them is. Off, every key is refused at once, and what goes on ends.</summary>
    public async Task SwitchAllAsync(long account, bool on, ChangeActor by, CancellationToken cancellation)
    {
        await using var change = await _rights.BeginAsync(cancellation);
        var row = await change.Db.Accounts.SingleAsync(a => a.Id == account, cancellation);
        await _changes.RecordAsync(
            by,
            "gate.agents.switch",
            account,
            $"switched all agents {(on ? "on" : "off")}",
            row.AgentsOff ? "off" : "on",
            on ? "on" : "off"
        );
        row.AgentsOff = !on;
        await change.CommitAsync(cancellation);
    }
}
