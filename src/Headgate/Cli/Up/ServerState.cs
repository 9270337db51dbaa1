using System.Text.Json;

namespace Headgate.Cli.Up;

/// <summary>Which process serves a data folder and how far it is: <c>server.json</c>, from which <c>down</c> and <c>up --detach</c> read.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="StartTicks">When the process started, as the system counts: another process may get its number later.</param>
/// <param name="Url">Where it listens; null until it does.</param>
/// <param name="Ready">Whether everything that <c>up</c> promises is done.</param>
internal sealed record ServerState(int ProcessId, long StartTicks, string? Url, bool Ready)
{
    /// <summary>The state in a folder whose process still lives, or null.</summary>
    public static ServerState? Living(DataFolder folder)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(folder.StateFile), CliJson.Default.ServerState);
            return state is not null && ProcessFacts.StartTicks(state.ProcessId) == state.StartTicks ? state : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it.</summary>
    public void Write(DataFolder folder) =>
        DataFolder.WritePrivately(folder.StateFile, JsonSerializer.Serialize(this, CliJson.Default.ServerState));
}
