using Headgate.Gate.Journal;
using Headgate.Server;

namespace Headgate.Cli.Audit;

/// <summary>The journal of a data folder.</summary>
internal static class JournalFiles
{
    /// <summary>Where it lies.</summary>
    /// <exception cref="CommandFailure">The folder has none.</exception>
    public static JournalSettings Of(string data)
    {
        var settings = JournalSettings.ForData(Path.GetFullPath(data));
        return Directory.Exists(settings.Folder) ? settings : throw NoRecord(settings);
    }

    /// <summary>Where it lies and who witnesses it. A folder of an installation counts though its journal is gone.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="config">The settings file; null for <c>headgate.yaml</c> of the working directory, where it is there.</param>
    /// <exception cref="CommandFailure">The folder holds no installation, or the settings are wrong.</exception>
    public static JournalSettings WithWitnesses(string data, string? config)
    {
        var (settings, faults) = SettingsFile.Load(config, new Dictionary<string, string?> { ["data"] = data });
        if (settings is null)
        {
            throw new CommandFailure(string.Join(' ', faults));
        }
        var journal = SettingsOfJournal.From(settings);
        return
            Directory.Exists(journal.Folder)
            || Directory.Exists(journal.KeysFolder)
            || File.Exists(Path.Combine(settings.DataFolder, "headgate.db"))
            ? journal
            : throw NoRecord(journal);
    }

    private static CommandFailure NoRecord(JournalSettings settings) =>
        new($"There is no record in {settings.Folder}: name the server's data folder with --data.");
}
