using System.Text.Json;

namespace Headgate.Cli;

/// <summary>The content of <c>bootstrap.json</c>: what a script needs to talk to a fresh server. A contract; members are only added.</summary>
internal sealed record Bootstrap
{
    /// <summary>Address of the server, without a closing slash.</summary>
    public required string Url { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The demo's project; null without the demo.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The demo's environment; null without the demo.</summary>
    public long? EnvironmentId { get; init; }

    /// <summary>The demo's job; null without the demo.</summary>
    public long? JobId { get; init; }

    /// <summary>A service token with the permission set Account Admin.</summary>
    public required string AdminToken { get; init; }

    /// <summary>The key of the demo's agent; null without the demo.</summary>
    public string? AgentKey { get; init; }

    /// <summary>Reads the file of a data folder; null where there is none.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static Bootstrap? Read(DataFolder folder)
    {
        try
        {
            return File.Exists(folder.BootstrapFile)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.BootstrapFile), CliJson.Default.Bootstrap)
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{folder.BootstrapFile} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes the file of a data folder, for its owner alone.</summary>
    public void Write(DataFolder folder) =>
        DataFolder.WritePrivately(folder.BootstrapFile, JsonSerializer.Serialize(this, CliJson.Default.Bootstrap) + "\n");

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Url} account {AccountId}";
}
