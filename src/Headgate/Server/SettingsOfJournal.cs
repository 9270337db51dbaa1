using Headgate.Gate.Journal;

namespace Headgate.Server;

/// <summary>The journal of a server: where it lies, who witnesses it and how long it is kept.</summary>
internal static class SettingsOfJournal
{
    /// <summary>What the server's settings say of it.</summary>
    public static JournalSettings From(ServerSettings settings) =>
        JournalSettings.ForData(settings.DataFolder) with
        {
            Witnesses = settings.JournalWitnesses,
            Forward = settings.JournalForward,
            KeepFor = settings.JournalKeepDays is { } days ? TimeSpan.FromDays(days) : null,
            KeepBytes = settings.JournalKeepMebibytes is { } most ? (long)most << 20 : null,
        };
}
