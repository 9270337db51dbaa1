using Headgate.Gate.Journal;

namespace Headgate.Cli.Audit;

/// <summary>The journal of a data folder.</summary>
internal static class JournalFiles
{
    /// <summary>Where it lies.</summary>
    /// <exception cref="CommandFailure">The folder has none.</exception>
    public static JournalSettings Of(string data)
    {
        var settings = JournalSettings.ForData(Path.GetFullPath(data));
        return Directory.Exists(settings.Folder)
            ? settings
            : throw new CommandFailure($"There is no record in {settings.Folder}: name the server's data folder with --data.");
    }
}
