namespace Headgate.Platform.Runs.Box;

/// <summary>What must be seen of the server for its programs to run inside, and under which name: this program, .NET, a real dbt.</summary>
/// <param name="dataFolder">The server's data, of which nothing may come along.</param>
internal sealed class BoxPrograms(string dataFolder)
{
    private readonly List<BoxMount> _mounts = [];
    private string? _own;

    /// <summary>The mounts that the programs named so far need.</summary>
    public IReadOnlyList<BoxMount> Mounts => _mounts;

    /// <summary>Whether .NET is needed, because one of them is this program.</summary>
    public bool HasOwn => _own is not null;

    /// <summary>The path of .NET inside.</summary>
    public static string Runtime => SystemView.Has(SystemView.Runtime) ? SystemView.Runtime : InnerPaths.Runtime;

    /// <summary>This program, or what stands for it, and its first arguments as they are inside.</summary>
    /// <exception cref="BoxException">It lies in one folder with the server's data.</exception>
    public IReadOnlyList<string> Own(IReadOnlyList<string> words)
    {
        if (_own is null)
        {
            _own = Path.GetDirectoryName(FolderRules.Real(words[0]))!;
            Mount(_own, InnerPaths.Program);
            if (Runtime == InnerPaths.Runtime)
            {
                Mount(SystemView.Runtime, InnerPaths.Runtime);
            }
        }
        return [.. words.Select(InnerOf)];
    }

    /// <summary>A real dbt: its folder, and where that is Python's virtual environment, all of it and the Python that it stands on.</summary>
    /// <exception cref="BoxException">It lies in one folder with the server's data.</exception>
    public string Real(string program)
    {
        if (!Path.IsPathRooted(program) || SystemView.Has(program))
        {
            return program;
        }
        foreach (var path in new[] { program, FolderRules.Real(program) }.Distinct())
        {
            var folder = Path.GetDirectoryName(path)!;
            var home = Path.Combine(Path.GetDirectoryName(folder) ?? "/", "pyvenv.cfg");
            var needed = File.Exists(home) ? Path.GetDirectoryName(home)! : folder;
            // A program that lies among other things, such as in a folder for temporary files, comes alone.
            Mount(needed == folder && HoldsData(folder) ? path : needed);
            if (File.Exists(home) && PythonOf(home) is { } python && !SystemView.Has(python))
            {
                Mount(Path.GetDirectoryName(python)!);
            }
        }
        return program;
    }

    /// <summary>A folder that the operator lets every run read.</summary>
    /// <exception cref="BoxException">The server's data lies in it.</exception>
    public void Mount(string folder, string? inner = null)
    {
        if (HoldsData(folder) || FolderRules.IsInside(folder, dataFolder))
        {
            throw new BoxException(
                $"box process: runs would need to see {folder}, and that would show them the server's data. Move the data or the program elsewhere."
            );
        }
        if (!_mounts.Exists(mount => mount.Outer == folder))
        {
            _mounts.Add(new(folder, inner ?? folder));
        }
    }

    private bool HoldsData(string folder) => FolderRules.IsInside(FolderRules.Real(dataFolder), FolderRules.Real(folder));

    private string InnerOf(string word)
    {
        if (!Path.IsPathRooted(word) || SystemView.Has(word) || !File.Exists(word))
        {
            return word;
        }
        var (folder, name) = (Path.GetDirectoryName(FolderRules.Real(word))!, Path.GetFileName(FolderRules.Real(word)));
        if (folder == _own)
        {
            return Path.Combine(InnerPaths.Program, name);
        }
        Mount(folder);
        return word;
    }

    private static string? PythonOf(string file) =>
        File.ReadLines(file)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0].Trim() == "home")
            .Select(pair => pair[1].Trim())
            .FirstOrDefault();
}
