using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// A warehouse file in the box. DuckDB needs a folder that it may write to, for the log (<c>.wal</c>) and for what does not fit into memory, and
/// the file's own folder is not the run's: other warehouses lie in it. So each step gets a folder beside the file, on the same disk, into which
/// the log is moved before and out of which it is moved after. A folder that a killed server left is taken up by the next use.
/// </summary>
internal sealed partial class BoxedWarehouse : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Held = new(StringComparer.Ordinal);

    private readonly string _file;
    private readonly string _name;

    private BoxedWarehouse(string file)
    {
        (_file, _name) = (file, Path.GetFileName(file));
        Folder = PlaceOf(file);
    }

    /// <summary>The folder that the step sees as that of its warehouse.</summary>
    public string Folder { get; }

    /// <summary>What belongs to the step while it works: the folder, and the file where it is there already.</summary>
    public IReadOnlyList<string> Paths => File.Exists(_file) ? [Folder, _file] : [Folder];

    /// <summary>Makes a warehouse ready for a step; to be disposed after it, when nothing works on it any more.</summary>
    /// <exception cref="BoxException">The file is no plain file, or another step works on it.</exception>
    public static BoxedWarehouse Open(string file)
    {
        if (FileFacts.Of(file) is { } facts && facts is not { IsRegular: true, Links: 1 })
        {
            throw new BoxException(
                $"box process: the warehouse {Path.GetFileName(file)} is a link, has a second name, or is no file. Name the file itself in the connection."
            );
        }
        if (!Held.TryAdd(file, true))
        {
            throw new BoxException($"box process: another run works on the warehouse {Path.GetFileName(file)}.");
        }
        var warehouse = new BoxedWarehouse(file);
        try
        {
            PrivateFolder.Create(warehouse.Folder);
            warehouse.Adopt();
            warehouse.TakeLogs();
            return warehouse;
        }
        catch
        {
            Held.TryRemove(file, out _);
            throw;
        }
    }

    /// <summary>Puts right what a server that was killed left beside a warehouse.</summary>
    public static void Settle(string file)
    {
        if (Directory.Exists(PlaceOf(file)) && Held.TryAdd(file, true))
        {
            new BoxedWarehouse(file).Dispose();
        }
    }

    /// <summary>What the step sees of it.</summary>
    public IEnumerable<BoxMount> Mounts()
    {
        yield return new(Folder, InnerPaths.Warehouse, Writable: true);
        if (File.Exists(_file))
        {
            // On top of the folder: a file that is a mount cannot be exchanged for another one.
            yield return new(_file, Path.Combine(InnerPaths.Warehouse, _name), Writable: true);
        }
    }

    /// <summary>Gives the file a second name in the folder, where no mount can bring it there.</summary>
    public void Link()
    {
        if (File.Exists(_file))
        {
            if (NewName(_file, Path.Combine(Folder, _name)) != 0)
            {
                throw new BoxException(
                    $"box process: the disk of the warehouse {_name} takes no second name of a file; runs need bubblewrap there."
                );
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Adopt();
            foreach (var log in LogsIn(Folder))
            {
                if (Path.Combine(Path.GetDirectoryName(_file)!, Path.GetFileName(log)) is var beside && !File.Exists(beside))
                {
                    File.Move(log, beside);
                }
            }
            RunRemoval.Remove(Folder);
        }
        finally
        {
            Held.TryRemove(_file, out _);
        }
    }

    /// <summary>The folder beside a warehouse that a step works in.</summary>
    public static string PlaceOf(string file) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.run");

    /// <summary>Takes a warehouse that a step made into its place.</summary>
    private void Adopt()
    {
        var made = Path.Combine(Folder, _name);
        if (!File.Exists(_file) && FileFacts.Of(made) is { IsRegular: true, Links: 1, Size: > 0 })
        {
            File.Move(made, _file);
        }
    }

    /// <summary>A log that stands beside the file is newer than one that was left in the folder.</summary>
    private void TakeLogs()
    {
        foreach (var log in LogsIn(Path.GetDirectoryName(_file)!))
        {
            File.Move(log, Path.Combine(Folder, Path.GetFileName(log)), overwrite: true);
        }
    }

    private List<string> LogsIn(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(path => IsLog(Path.GetFileName(path)) && FileFacts.Of(path) is { IsRegular: true, Links: 1 })
            .ToList();

    private bool IsLog(string name) =>
        name.StartsWith(_name + ".wal", StringComparison.Ordinal) && name.AsSpan(_name.Length + 4) is "" or ".checkpoint" or ".recovery";

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NewName(string file, string name);
}
