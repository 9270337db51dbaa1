namespace Headgate.Cli;

/// <summary>The names inside a data folder that the command line reads or writes.</summary>
internal sealed record DataFolder
{
    /// <summary>Takes a path, absolute or relative to the working directory.</summary>
    public DataFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>The folder itself, absolute.</summary>
    public string Root { get; }

    /// <summary>What a script needs to begin; readable by its owner only.</summary>
    public string BootstrapFile => Path.Combine(Root, "bootstrap.json");

    /// <summary>Which process serves the folder, and how far it is.</summary>
    public string StateFile => Path.Combine(Root, "server.json");

    /// <summary>Locked while a command serves the folder, from before anything in it is opened.</summary>
    public string LockFile => Path.Combine(Root, "command.lock");

    /// <summary>What a detached server prints.</summary>
    public string LogFile => Path.Combine(Root, "server.log");

    /// <summary>The demo's webhook subscription and its secret; readable by its owner only.</summary>
    public string DemoFile => Path.Combine(Root, "demo.json");

    /// <summary>The demo project's files.</summary>
    public string DemoProject => Path.Combine(Projects, "orchard-shop");

    /// <summary>Where projects of this install may lie.</summary>
    public string Projects => Path.Combine(Root, "projects");

    /// <summary>Makes the folder, for its owner alone, and makes sure that it can be written.</summary>
    /// <exception cref="CommandFailure">It cannot.</exception>
    public void Prepare()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Root);
            }
            else
            {
                Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            var probe = Path.Combine(Root, ".write-test");
            File.WriteAllText(probe, "x");
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(StartFault.OfFolder(Root, error), error);
        }
    }

    /// <summary>Writes a file that only its owner may read, whole or not at all.</summary>
    public static void WritePrivately(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var temporary = path + ".new";
        File.Delete(temporary);
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(text);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
