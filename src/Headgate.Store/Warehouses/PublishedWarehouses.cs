using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headgate.Store.Secrets;

namespace Headgate.Store;

/// <summary>
/// Copies of warehouses that are one file, as the last run that succeeded left them. The file itself has one writing process and keeps readers out; who reads outside of runs
/// reads the copy. On file systems that can, a copy shares its blocks with the original.
/// </summary>
public sealed class PublishedWarehouses(StoreSettings settings)
{
    /// <summary>Copies that stay: the newest, and the one that readers may be about to open.</summary>
    private const int Kept = 2;

    /// <summary>Copies a warehouse that nobody writes. A copy has the warehouse's own name, which statements call it by.</summary>
    /// <param name="file">The warehouse.</param>
    /// <param name="run">The run that wrote it.</param>
    public void Publish(string file, long run)
    {
        var log = file + ".wal";
        var folder = FolderOf(file);
        var draft = Path.Combine(folder, $"draft-{run}");
        if (!File.Exists(file))
        {
            return;
        }
        PrivateFolder.Create(folder);
        PrivateFolder.Create(draft);
        File.Copy(file, Path.Combine(draft, Path.GetFileName(file)), overwrite: true);
        if (File.Exists(log))
        {
            File.Copy(log, Path.Combine(draft, Path.GetFileName(log)), overwrite: true);
        }
        var place = Path.Combine(folder, run.ToString(CultureInfo.InvariantCulture));
        if (!Directory.Exists(place))
        {
            Directory.Move(draft, place);
        }
        foreach (var (_, old) in Versions(folder).Skip(Kept))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>The newest copy of a warehouse, and the run that left it; null where no run has published it.</summary>
    public (string File, long Run)? Newest(string file)
    {
        var folder = FolderOf(file);
        return Directory.Exists(folder) && Versions(folder).Select(v => ((long Run, string Path)?)v).FirstOrDefault() is { } newest
            ? (Path.Combine(newest.Path, Path.GetFileName(file)), newest.Run)
            : null;
    }

    private static IEnumerable<(long Run, string Path)> Versions(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Select(path => (Run: long.TryParse(Path.GetFileName(path), out var run) ? run : 0, path))
            .Where(version => version.Run > 0)
            .OrderByDescending(version => version.Run);

    private string FolderOf(string file) =>
        Path.Combine(
            settings.DataFolder,
            "published",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))).AsSpan(0, 12))
        );
}
