using System.Globalization;
using System.Security.Cryptography;
using Headgate.Catalogue;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Mcp.Tasks;

/// <summary>
/// Names of tasks. A task is a run that an agent triggered; its name is sealed and holds the run and the caller, so that nobody can make one up, nobody else can use it, it
/// outlives a restart and a new key of its owner, and nothing has to be stored.
/// </summary>
internal sealed class TaskIds(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Headgate.Mcp.Tasks.1");

    /// <summary>The name of a run as a task of a caller.</summary>
    public string Of(Caller caller, long run, DateTimeOffset created) =>
        _protector.Protect(
            string.Create(CultureInfo.InvariantCulture, $"{(int)caller.Kind} {caller.Id} {run} {created.ToUnixTimeMilliseconds()}")
        );

    /// <summary>The run of a task, and when the task was made; null where it is none, or another caller's.</summary>
    public (long Run, DateTimeOffset Created)? Find(Caller caller, string task)
    {
        string[] parts;
        try
        {
            parts = _protector.Unprotect(task).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
        var numbers = parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return numbers[0] == (int)caller.Kind && numbers[1] == caller.Id
            ? (numbers[2], DateTimeOffset.FromUnixTimeMilliseconds(numbers[3]))
            : null;
    }
}
