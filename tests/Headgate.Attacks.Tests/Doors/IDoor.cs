using System.Text.Json;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>A way in. Each asks the same question in its own form.</summary>
public interface IDoor
{
    /// <summary>What the record calls it.</summary>
    string Surface { get; }

    /// <summary>Asks, and gives the status as HTTP has it, and the message or data as text.</summary>
    Task<DoorAnswer> AskAsync(string key, string operation, JsonElement arguments, CancellationToken cancellation);
}
