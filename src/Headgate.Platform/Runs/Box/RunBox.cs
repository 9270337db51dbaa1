using System.Globalization;
using Headgate.Platform.Runs.Box.Egress;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Box;

/// <summary>The box of one run: what its steps see, under which names, and how their programs are started in it.</summary>
internal sealed class RunBox(IsolationState isolation, RunSettings settings, RunFolders folders, string? warehouse, string dataFolder)
{
    /// <summary>What keeps the run apart.</summary>
    public BoxKind Kind => isolation.Kind;

    private BoxSettings Box => settings.Box;

    /// <summary>The run's folder as its programs name it.</summary>
    public string Root => Inner(folders.Root);

    /// <summary>A path of the run's folder, or of its warehouse, as its programs name it.</summary>
    public string Inner(string outer) =>
        Kind == BoxKind.User && outer == warehouse ? UserBox.LinkOf(outer)
        : Kind != BoxKind.Namespace ? outer
        : outer == warehouse ? Path.Combine(InnerPaths.Warehouse, Path.GetFileName(outer))
        : FolderRules.IsInside(outer, folders.Root) ? InnerPaths.Work + outer[folders.Root.Length..]
        : outer;

    /// <summary>The name of a warehouse's host as its programs name it.</summary>
    public string Host(string host) => Kind == BoxKind.Namespace ? BoxEtc.HostOf(host) : host;

    /// <summary>Tells the embedded engine what its own box holds.</summary>
    public void AddEngineLayer(Dictionary<string, string> environment) =>
        EngineBox.AddTo(environment, this, Box, warehouse, File.Exists(folders.Nodes) ? folders.Nodes : null);

    /// <summary>Runs a program in the box to its end, with everything that it starts; gives its exit code.</summary>
    /// <exception cref="BoxException">There is no box, or the box ended the program.</exception>
    public async Task<int> RunAsync(StepContext step, ChildStart start, BoxAccess access, CancellationToken cancellation)
    {
        if (access.Warehouse && warehouse is not null && FolderRules.FaultOfWarehouse(warehouse, Box.Warehouses, dataFolder) is { } fault)
        {
            throw new BoxException($"box process: {fault}.");
        }
        return Kind switch
        {
            BoxKind.Namespace => await InNamespaceAsync(step, start, access, cancellation),
            BoxKind.User => await new UserBox(settings, folders, dataFolder).RunAsync(
                step,
                start,
                access.Warehouse ? warehouse : null,
                cancellation
            ),
            BoxKind.None => await ChildProcess.RunAsync(
                InheritedVariables.AddedTo(start),
                step.Log,
                step.OnStarted,
                settings.KillAfter,
                cancellation
            ),
            _ => throw new BoxException(
                $"box missing: {isolation.Reason}. The run was not executed, because runs.isolation does not allow it without a box; 'headgate doctor' shows what this machine lacks."
            ),
        };
    }

    private async Task<int> InNamespaceAsync(StepContext step, ChildStart start, BoxAccess access, CancellationToken cancellation)
    {
        var bubblewrap = isolation.Bubblewrap!;
        if (!FileFacts.IsOfSystem(bubblewrap))
        {
            throw new BoxException($"box missing: {bubblewrap} is gone or can be changed by others than root. The run was not executed.");
        }
        using var file = access.Warehouse && warehouse is not null ? BoxedWarehouse.Open(warehouse) : null;
        await using var door = access.Egress is { } policy ? new EgressDoor(policy, step.Log.WriteLine) : null;
        var files = new BoxFiles(Path.Combine(folders.Box, "arguments"), Path.Combine(folders.Box, "status"));
        using var user = RunUser.Claim(step.Plan.Run.Id, dataFolder);
        var boxed = Boxed(start, access, user, file, door, files);
        user?.Give([folders.Root, .. file?.Paths ?? [], .. door is null ? Array.Empty<string>() : [door.Folder]]);
        try
        {
            int code;
            await using (
                var watch = new BoxWatch(Box.Limits, files, [folders.Root, .. file is null ? Array.Empty<string>() : [file.Folder]])
            )
            {
                code = await ChildProcess.RunAsync(boxed, step.Log, step.OnStarted, settings.KillAfter, cancellation);
                if (watch.Passed is { } passed)
                {
                    throw new BoxException(passed);
                }
            }
            return files.First is null
                ? throw new BoxException(
                    "box missing: bubblewrap could not make the box (its words are in the step's log). The run was not executed."
                )
                : code;
        }
        finally
        {
            // Only now is what the step left safe to look at.
            await files.EndAsync();
            if (user is not null)
            {
                RunUser.Take(file?.Paths ?? []);
            }
        }
    }

    private ChildStart Boxed(ChildStart start, BoxAccess access, RunUser? user, BoxedWarehouse? file, EgressDoor? door, BoxFiles files)
    {
        var programs = new BoxPrograms(dataFolder);
        foreach (var folder in Box.Readable)
        {
            programs.Mount(folder);
        }
        IReadOnlyList<string> words = start.OwnWords is { } own
            ? [.. programs.Own([start.Program, .. start.Arguments.Take(own)]), .. start.Arguments.Skip(own)]
            : [programs.Real(start.Program), .. start.Arguments];
        if (door is not null)
        {
            var relay = programs.Own(Box.Relay ?? [Environment.ProcessPath!, EgressRelay.Command]);
            words =
            [
                .. relay,
                InnerPaths.Egress,
                .. access.Egress!.Targets.Where(target => target.Local > 0).Select(Forward),
                "--",
                .. words,
            ];
        }
        IReadOnlyList<BoxMount> mounts =
        [
            .. BoxEtc.Write(folders.Box, user?.Id ?? NamespaceArguments.User, access.Egress),
            .. Folders(),
            .. programs.Mounts,
            .. file?.Mounts() ?? [],
            .. door is null ? Array.Empty<BoxMount>() : [new(door.Folder, InnerPaths.Egress)],
            .. access.Mounts,
        ];
        var environment = new Dictionary<string, string>(start.Environment, StringComparer.Ordinal);
        BoxVariables.AddInner(
            environment,
            Path.IsPathRooted(start.Program) && start.OwnWords is null ? Path.GetDirectoryName(start.Program) : null,
            programs.HasOwn
        );
        if (access.Egress is not null)
        {
            var proxy = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{EgressRelay.ProxyPort}");
            (environment["HTTPS_PROXY"], environment["https_proxy"]) = (proxy, proxy);
        }
        files.Write(NamespaceArguments.Of(mounts, Inner(start.Folder), BoxFiles.StatusNumber));
        return new(
            isolation.Bubblewrap!,
            [
                "--args",
                BoxFiles.ArgumentsNumber.ToString(CultureInfo.InvariantCulture),
                "--",
                IsolationProbe.Program("prlimit")!,
                .. LimitArguments.Of(Box.Limits),
                .. user?.Words ?? [],
                .. words,
            ],
            folders.Box,
            environment
        )
        {
            Box = files,
        };
    }

    /// <summary>
    /// The folders of the run. Each that it may write to is a mount of its own: a mount cannot be moved away or exchanged for a link, so the
    /// server finds behind its path what it made there.
    /// </summary>
    private IEnumerable<BoxMount> Folders()
    {
        RunRemoval.Remove(folders.Temporary);
        PrivateFolder.Create(folders.Temporary);
        PrivateFolder.Create(folders.Home);
        PrivateFolder.Create(folders.Repository);
        yield return new(folders.Temporary, "/tmp", Writable: true);
        yield return new(folders.Home, Inner(folders.Home), Writable: true);
        yield return new(folders.Repository, Inner(folders.Repository), Writable: true);
        yield return new(folders.Profiles, Inner(folders.Profiles));
        yield return new(folders.State, Inner(folders.State), Optional: true);
        foreach (var log in folders.DebugLogs())
        {
            yield return new(log, Inner(log), Writable: true);
        }
    }

    private static string Forward(EgressTarget target) =>
        string.Create(CultureInfo.InvariantCulture, $"{target.Local}={target.Host}:{target.Port}");
}
