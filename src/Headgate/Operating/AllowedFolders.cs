using Headgate.Platform.Runs.Box;
using Headgate.Server;

namespace Headgate.Operating;

/// <summary>
/// The folders that runs of this server may take repositories from and have warehouses in. The operator adds to them while it runs: the settings file gets the entry, and
/// the runs that begin from then on have it.
/// </summary>
internal sealed class AllowedFolders
{
    private readonly Lock _changing = new();
    private readonly ServerSettings _settings;
    private readonly GrowingList _repositories;
    private readonly GrowingList _warehouses;

    /// <summary>Begins with those of the settings.</summary>
    public AllowedFolders(ServerSettings settings)
    {
        (_repositories, _warehouses) = (new(settings.Box.Folders), new(settings.Box.Warehouses));
        _settings = settings with { Box = settings.Box with { Folders = _repositories, Warehouses = _warehouses } };
    }

    /// <summary>The settings, whose lists grow with these.</summary>
    public ServerSettings Settings => _settings;

    /// <summary>The settings file that gets the entries.</summary>
    public string File => _settings.SettingsFile ?? Path.Combine(_settings.DataFolder, SettingsFile.DefaultName);

    /// <summary>Lets repositories lie in a folder; gives why not, and whether it is new.</summary>
    public (bool Added, string? Fault) AllowRepository(string folder) =>
        FolderRules.FaultOfRepository(folder, _repositories, _settings.DataFolder) is null ? (false, null)
        : FolderRules.IsInside(FolderRules.Real(folder), FolderRules.Real(_settings.DataFolder))
            ? (false, $"The folder {folder} belongs to the server's own data: a project lies elsewhere.")
        : Allow("folders", _repositories, folder);

    /// <summary>Lets warehouses lie in a folder; gives why not, and whether it is new.</summary>
    public (bool Added, string? Fault) AllowWarehouse(string folder) =>
        FolderRules.FaultOfWarehouse(Path.Combine(folder, "any.duckdb"), _warehouses, _settings.DataFolder) is null ? (false, null)
        : FolderRules.IsInside(FolderRules.Real(folder), FolderRules.Real(_settings.DataFolder))
            ? (false, $"The folder {folder} belongs to the server's own data: its \"warehouse\" is for warehouses.")
        : Allow("warehouses", _warehouses, folder);

    private (bool Added, string? Fault) Allow(string list, GrowingList growing, string folder)
    {
        lock (_changing)
        {
            if (SettingsEdit.AddFolder(_settings, list, folder) is { } fault)
            {
                return (false, fault);
            }
            growing.Add(folder);
            return (true, null);
        }
    }
}
