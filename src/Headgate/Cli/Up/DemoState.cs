using System.Text.Json;

namespace Headgate.Cli.Up;

/// <summary>What <c>up</c> keeps about the demo's webhook: <c>demo.json</c>.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="HmacSecret">The secret under which its events are signed; the platform shows it once.</param>
internal sealed record DemoState(string SubscriptionId, string HmacSecret)
{
    /// <summary>Reads it; null where the demo was never made.</summary>
    public static DemoState? Read(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.DemoFile), CliJson.Default.DemoState);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it, for its owner alone.</summary>
    public void Write(DataFolder folder) =>
        DataFolder.WritePrivately(folder.DemoFile, JsonSerializer.Serialize(this, CliJson.Default.DemoState));

    /// <summary>Shows no secret.</summary>
    public override string ToString() => SubscriptionId;
}
