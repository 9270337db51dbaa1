using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Project;

/// <summary>Places that <c>dbt_project.yml</c> names.</summary>
internal static class ProjectPlaces
{
    /// <summary>Checks where the root project reads and writes.</summary>
    /// <exception cref="DbtException">A place lies outside the run's folder.</exception>
    public static void CheckRoot(Box? box, Package project)
    {
        CheckResources(box, project);
        Check(box, project, "target-path", [project.TargetPath]);
        Check(box, project, "log-path", [project.LogPath]);
        Check(box, project, "packages-install-path", [project.PackagesInstallPath]);
    }

    /// <summary>Checks where a project's or a package's resources are read.</summary>
    /// <exception cref="DbtException">A place lies outside the run's folder.</exception>
    public static void CheckResources(Box? box, Package package)
    {
        Check(box, package, "model-paths", package.ModelPaths);
        Check(box, package, "seed-paths", package.SeedPaths);
        Check(box, package, "function-paths", package.FunctionPaths);
        Check(box, package, "snapshot-paths", package.SnapshotPaths);
        Check(box, package, "test-paths", package.TestPaths);
        Check(box, package, "macro-paths", package.MacroPaths);
        Check(box, package, "analysis-paths", package.AnalysisPaths);
        Check(box, package, "docs-paths", package.DocsPaths ?? []);
        Check(box, package, "asset-paths", package.AssetPaths);
    }

    /// <summary>Checks the values of a key.</summary>
    /// <exception cref="DbtException">A place lies outside the run's folder.</exception>
    public static void Check(Box? box, Package package, string key, IReadOnlyList<string> paths)
    {
        if (box is not null && paths.FirstOrDefault(p => !box.IsInRun(Path.Combine(package.Folder, p))) is { } outside)
        {
            throw Outside($"{key} in {ProjectFile.FileName} of the project '{package.Name}'", outside);
        }
    }

    /// <summary>The refusal of a place.</summary>
    /// <param name="what">What names it.</param>
    /// <param name="place">The place as it was written.</param>
    public static DbtException Outside(string what, string place) =>
        new(
            DbtErrorKind.Runtime,
            $"{Box.CommandRefuses}: {what} names '{place}', which lies outside the run's folder. Name a folder of the project."
        );
}
