using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// The weaker box, where the server is root but no namespace can be had: each run has a user id of its own, so that it can read and change its
/// own folder and warehouse and nothing else of the data folder. It sees the system's files and processes, and has the server's network.
/// </summary>
internal sealed class UserBox(RunSettings settings, RunFolders folders, string dataFolder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The path under which a run finds its warehouse: a second name of the file, in a folder that is the run's alone.</summary>
    public static string LinkOf(string warehouse) => Path.Combine(BoxedWarehouse.PlaceOf(warehouse), Path.GetFileName(warehouse));

    /// <summary>Runs a program; everything of its user is ended after it.</summary>
    public async Task<int> RunAsync(StepContext step, ChildStart start, string? warehouse, CancellationToken cancellation)
    {
        using var user = RunUser.Claim(step.Plan.Run.Id, dataFolder)!;
        Close(warehouse);
        using var file = warehouse is null ? null : BoxedWarehouse.Open(warehouse);
        file?.Link();
        PrivateFolder.Create(folders.Temporary);
        PrivateFolder.Create(folders.Home);
        PrivateFolder.Create(folders.Repository);
        user.Give([folders.Root, .. file is null ? Array.Empty<string>() : [file.Folder]]);
        var environment = new Dictionary<string, string>(start.Environment, StringComparer.Ordinal);
        environment["HOME"] = folders.Home;
        environment["TMPDIR"] = folders.Temporary;
        BoxVariables.AddQuiet(environment);
        if (warehouse is not null)
        {
            EngineBox.AddLinked(environment, LinkOf(warehouse));
        }
        var boxed = InheritedVariables.AddedTo(
            new(
                IsolationProbe.Program("prlimit")!,
                [.. LimitArguments.Of(settings.Box.Limits), .. user.Words, start.Program, .. start.Arguments],
                start.Folder,
                environment
            )
        );
        try
        {
            return await ChildProcess.RunAsync(boxed, step.Log, step.OnStarted, settings.KillAfter, cancellation);
        }
        finally
        {
            await user.EndAsync(step);
            RunUser.Take(file is null ? [] : [file.Folder]);
        }
    }

    /// <summary>Opens the way to the folders of runs and warehouses, and closes everything beside it.</summary>
    private void Close(string? warehouse)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var data = new DirectoryInfo(dataFolder);
        foreach (var entry in data.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            entry.UnixFileMode &= OwnerOnly;
        }
        data.UnixFileMode = Passable;
        CloseBeside(warehouse);
        // Last: the folder of runs may lie beside a warehouse.
        data.UnixFileMode = Passable;
        Directory.GetParent(folders.Root)!.UnixFileMode = Passable;
    }

    private static void CloseBeside(string? warehouse)
    {
        if (OperatingSystem.IsWindows() || warehouse is null || new FileInfo(warehouse).Directory is not { Exists: true } beside)
        {
            return;
        }
        foreach (var entry in beside.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            entry.UnixFileMode &= OwnerOnly;
        }
        beside.UnixFileMode = Passable;
    }
}
