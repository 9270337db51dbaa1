using Headgate.Dbt.Confinement;
using Headgate.Dbt.Project.Rendering;

namespace Headgate.Dbt.Project.Packages;

/// <summary>One call of <c>dbt deps</c>: where it works and whom it asks.</summary>
internal sealed record PackageCall
{
    /// <summary>Folder of the root project.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>Folder of the packages, absolute.</summary>
    public required string InstallFolder { get; init; }

    /// <summary>Renders templates in <c>packages.yml</c>.</summary>
    public required YamlRenderer Renderer { get; init; }

    /// <summary>The environment of the call.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The box that the call is in; null for one by hand.</summary>
    public required Box? Box { get; init; }

    /// <summary>The clock between attempts.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Whether versions that ask for another dbt are left out.</summary>
    public bool VersionCheck { get; init; } = true;

    /// <summary>Receives dbt's lines.</summary>
    public required Action<PackageLine> Say { get; init; }

    /// <summary>Where packages are put together; a name that no package can have, on the disk on which they are installed.</summary>
    public string Downloads => Path.Combine(InstallFolder, "__downloads");

    /// <summary>A new folder among the downloads, which is not there yet.</summary>
    public string NewDownload() => Path.Combine(Downloads, Guid.NewGuid().ToString("N"));
}
