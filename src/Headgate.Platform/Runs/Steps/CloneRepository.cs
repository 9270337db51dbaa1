using System.ComponentModel;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Step 1: the project's files, by git from a URL, or copied from a folder of this server.</summary>
public sealed class CloneRepository(IDbContextFactory<HeadgateDb> databases, TimeProvider clock)
{
    internal const string Name = "Clone git repository";

    internal async Task<StepOutcome> RunAsync(StepContext step, CancellationToken cancellation)
    {
        var plan = step.Plan;
        if (plan.Repository is not { RemoteUrl: { Length: > 0 } url } repository)
        {
            return StepOutcome.Error($"The project \"{plan.Project.Name}\" has no repository. Set its repository_id.");
        }
        var outcome = IsLocalFolder(repository, url, step.Settings) ? Copy(step, url) : await CloneAsync(step, url, cancellation);
        return outcome.IsSuccess ? CheckProject(step) : outcome;
    }

    /// <summary>A managed repository is a folder of this server; other paths only where the operator allows them.</summary>
    private static bool IsLocalFolder(Repository repository, string url, RunSettings settings) =>
        Path.IsPathRooted(url)
        && (repository.RemoteBackend == "managed" || settings.AllowLocalRepositories)
        && Directory.Exists(url)
        && !File.Exists(Path.Combine(url, "HEAD"));

    private static StepOutcome Copy(StepContext step, string folder)
    {
        step.Log.WriteLine($"Copying the repository's folder {folder}");
        var files = FolderCopy.Copy(folder, step.Folders.Repository);
        step.Log.WriteLine($"Copied {files} files");
        return StepOutcome.Success;
    }

    private async Task<StepOutcome> CloneAsync(StepContext step, string url, CancellationToken cancellation)
    {
        var local = Path.IsPathRooted(url) && (step.Plan.Repository!.RemoteBackend == "managed" || step.Settings.AllowLocalRepositories);
        var arguments = GitCommand.Clone(url, step.Plan.Run.GitBranch ?? step.Plan.Repository!.DefaultBranch, step.Folders.Repository);
        step.Log.WriteLine($"Cloning {url}");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(step.Settings.CloneTimeout);
            var environment = GitCommand.Environment(local);
            var code = await step.RunAsync(new("git", arguments, step.Folders.Root, environment), limit.Token);
            if (code == 0 && step.Plan.Run.GitSha is { } sha)
            {
                if (!IsSha(sha))
                {
                    return StepOutcome.Error($"\"{sha}\" is not a commit.");
                }
                code = await step.RunAsync(new("git", GitCommand.Checkout(sha), step.Folders.Repository, environment), limit.Token);
            }
            if (code != 0)
            {
                return new(RunStatus.Error, code, $"git could not get the repository (exit code {code}); the step's log has its words.");
            }
            await NoteCommitAsync(step, cancellation);
            return StepOutcome.Success;
        }
        catch (Win32Exception)
        {
            return StepOutcome.Error("The program git was not found on the server. Install it.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return StepOutcome.Error($"git was stopped after {step.Settings.CloneTimeout.TotalMinutes:0} minutes.");
        }
    }

    private static StepOutcome CheckProject(StepContext step)
    {
        var root = Path.GetFullPath(step.Folders.Repository);
        var project = Path.GetFullPath(step.ProjectFolder);
        if (project != root && !project.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return StepOutcome.Error("dbt_project_subdirectory leads out of the repository.");
        }
        return File.Exists(Path.Combine(project, "dbt_project.yml"))
            ? StepOutcome.Success
            : StepOutcome.Error(
                $"There is no dbt_project.yml in {(project == root ? "the repository's root" : Path.GetRelativePath(root, project))}. "
                    + "Set the project's dbt_project_subdirectory."
            );
    }

    /// <summary>The commit that was checked out, read from git's own files.</summary>
    private async Task NoteCommitAsync(StepContext step, CancellationToken cancellation)
    {
        var git = Path.Combine(step.Folders.Repository, ".git");
        var head = (await File.ReadAllTextAsync(Path.Combine(git, "HEAD"), cancellation)).Trim();
        var branch = head.StartsWith("ref: refs/heads/", StringComparison.Ordinal) ? head["ref: refs/heads/".Length..] : null;
        var file = branch is null ? null : Path.Combine(git, "refs", "heads", branch);
        var sha =
            file is null ? head
            : File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation)).Trim()
            : null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db
            .Runs.Where(run => run.Id == step.Plan.Run.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.GitSha, run => sha ?? run.GitSha)
                        .SetProperty(run => run.GitBranch, run => branch ?? run.GitBranch)
                        .SetProperty(run => run.UpdatedAt, clock.Now()),
                cancellation
            );
        step.Plan.Run.GitSha = sha ?? step.Plan.Run.GitSha;
        step.Log.WriteLine($"Checked out {branch ?? "commit"} at {sha ?? "an unknown commit"}");
    }

    private static bool IsSha(string text) => text.Length is >= 4 and <= 64 && text.All(char.IsAsciiHexDigit);
}
