namespace Headgate.Cli.Up;

/// <summary>Holds a data folder for one server. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="CommandFailure">Another server has it.</exception>
    public static FolderLock Take(DataFolder folder)
    {
        folder.Prepare();
        try
        {
            return new FolderLock(new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (File.Exists(folder.LockFile))
        {
            var other = ServerState.Living(folder) is { } state
                ? $"process {state.ProcessId}{(state.Url is { } url ? " at " + url : "")}"
                : "another process";
            throw new CommandFailure(
                $"The data folder {folder.Root} is in use by {other}: stop it with 'headgate down', or choose another folder with --data.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
