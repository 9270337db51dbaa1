using Headgate.Platform.Runs.Box;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Where a run works: a folder of its own that goes away at its end.</summary>
internal sealed class RunFolders(StoreSettings store, long runId)
{
    public string Root { get; } = Path.Combine(store.RunsFolder, runId.ToString());

    /// <summary>The repository's files.</summary>
    public string Repository => Path.Combine(Root, "repository");

    /// <summary>profiles.yml, outside the project.</summary>
    public string Profiles => Path.Combine(Root, "profiles");

    /// <summary>Artifacts of the run that is deferred to.</summary>
    public string State => Path.Combine(Root, "state");

    /// <summary>Artifacts of the run that is retried.</summary>
    public string RetryState => Path.Combine(Root, "retry");

    /// <summary>What the server needs to make the box; no step sees it.</summary>
    public string Box => Path.Combine(Root, "box");

    /// <summary>The home folder of the run's programs.</summary>
    public string Home => Path.Combine(Root, "home");

    /// <summary>The folder for temporary files of one step.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>The folders of debug logs that are there.</summary>
    public IEnumerable<string> DebugLogs() => Directory.EnumerateDirectories(Root, "log-*");

    /// <summary>The folder that dbt writes its debug log of one step to.</summary>
    public string DebugLog(int step) => Path.Combine(Root, $"log-{step}");

    /// <summary>The nodes that the run may touch at most, one a line; there where its terms name them.</summary>
    public string Nodes => Path.Combine(Profiles, "nodes");

    public void Create()
    {
        Delete();
        PrivateFolder.Create(Root);
        PrivateFolder.Create(Profiles);
        PrivateFolder.Create(Box);
    }

    public void Delete() => RunRemoval.Remove(Root);
}
