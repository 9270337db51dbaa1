using System.Globalization;
using Headgate.Catalogue;
using Headgate.Wire.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Mcp.Tasks;

/// <summary>
/// Names of tasks. A task is a run that an agent triggered, or a call that waits for a person's yes; its name is sealed and holds the run, or the call, and the caller, so that nobody can make one
/// up, nobody else can use it, it outlives a restart and a new key of its owner, and nothing has to be stored.
/// </summary>
internal sealed class TaskIds(IDataProtectionProvider protection)
{
    private readonly SealedText _names = new(protection, "Headgate.Mcp.Tasks.1");
    private readonly SealedText _held = new(protection, "Headgate.Mcp.Tasks.Held.1");

    /// <summary>The name of a held call as a task of a caller.</summary>
    public string Of(Caller caller, HeldTask held) =>
        _held.Of(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(int)caller.Kind} {caller.Id} {held.Approval} {held.Created.ToUnixTimeMilliseconds()} {held.Tool} {held.Arguments}"
            )
        );

    /// <summary>The held call of a task; null where it is none, or another caller's.</summary>
    public HeldTask? FindHeld(Caller caller, string task) =>
        _held.Read(task)?.Split(' ', 6) is [var kind, var id, var approval, var created, var tool, var arguments]
        && kind == ((int)caller.Kind).ToString(CultureInfo.InvariantCulture)
        && id == caller.Id.ToString(CultureInfo.InvariantCulture)
            ? new HeldTask(
                long.Parse(approval, CultureInfo.InvariantCulture),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(created, CultureInfo.InvariantCulture)),
                tool,
                arguments
            )
            : null;

    /// <summary>The name of a run as a task of a caller.</summary>
    public string Of(Caller caller, long run, DateTimeOffset created) =>
        _names.Of(string.Create(CultureInfo.InvariantCulture, $"{(int)caller.Kind} {caller.Id} {run} {created.ToUnixTimeMilliseconds()}"));

    /// <summary>The run of a task, and when the task was made; null where it is none, or another caller's.</summary>
    public (long Run, DateTimeOffset Created)? Find(Caller caller, string task)
    {
        if (_names.Read(task)?.Split(' ') is not { } parts)
        {
            return null;
        }
        var numbers = parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return numbers[0] == (int)caller.Kind && numbers[1] == caller.Id
            ? (numbers[2], DateTimeOffset.FromUnixTimeMilliseconds(numbers[3]))
            : null;
    }
}
