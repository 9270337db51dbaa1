using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Project;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt clean</c>: deletes the folders that the project names under <c>clean-targets</c>.</summary>
internal static class CleanCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "clean",
            Summary = "Delete the folders that the project names as clean-targets.",
            Options =
            [
                CommandOptions.CleanProjectFilesOnly,
                CommandOptions.ProfilesDirAnywhere,
                CommandOptions.ProjectDir,
                CommandOptions.TargetPath,
                CommandOptions.Vars,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) => Task.FromResult(Run(invocation));

    private static ExitCode Run(Invocation invocation)
    {
        var project = Invocation.Loader.LoadRoot(invocation.ToSettings(), invocation.Warnings);
        var targets = project.CleanTargets.Select(t => Path.GetFullPath(t, project.Folder)).ToList();
        ProjectPlaces.Check(invocation.Process.Box, project, "clean-targets", project.CleanTargets);
        Refuse(project, targets, invocation.Process.Box is not null || invocation.Options.Get(CommandOptions.CleanProjectFilesOnly));
        foreach (var target in targets)
        {
            invocation.Log.Info("Z012", "CheckCleanPath", $"Checking {target}/*");
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }
            invocation.Log.Info("Z013", "ConfirmCleanPath", $"Cleaned {target}/*");
        }
        invocation.Log.Info("Z015", "FinishedCleanPaths", "Finished cleaning all paths.");
        return ExitCode.Success;
    }

    private static void Refuse(Package project, List<string> targets, bool onlyInside)
    {
        var outside = targets.Where(t => !IsBelow(t, project.Folder)).ToList();
        if (onlyInside && outside.Count > 0)
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"dbt will not clean the following directories outside the project: [{string.Join(", ", outside.Select(t => $"'{t}'"))}]"
            );
        }
        var sources = project.ResourcePaths.Concat(project.TestPaths).Select(p => Path.GetFullPath(p, project.Folder)).ToList();
        var wanted = targets.Where(t => sources.Exists(s => IsBelow(s, t)) || IsBelow(project.Folder, t)).ToList();
        if (wanted.Count > 0)
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"dbt will not clean the following source paths: [{string.Join(", ", wanted.Select(t => $"'{t}'"))}]"
            );
        }
    }

    private static bool IsBelow(string path, string folder)
    {
        if (Deleted(path) is not { } real || RealPath.Of(folder) is not { } root)
        {
            return false;
        }
        var relative = Path.GetRelativePath(root, real);
        return relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    /// <summary>What a deletion takes away: links on the way are followed, one at the end goes itself.</summary>
    private static string? Deleted(string path)
    {
        var named = Path.TrimEndingDirectorySeparator(path);
        return Path.GetDirectoryName(named) is { } parent && RealPath.Of(parent) is { } real
            ? Path.Combine(real, Path.GetFileName(named))
            : RealPath.Of(path);
    }
}
