using System.ComponentModel;
using Headgate.Platform.Runs.Box;
using Headgate.Reach.Git;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Step 1: the project's files, by git from an address, or from a folder of this server that the operator lists.</summary>
public sealed class CloneRepository(IDbContextFactory<HeadgateDb> databases, StoreSettings store, TimeProvider clock)
{
    private const string Configuration = "gitconfig";

    internal const string Name = "Clone git repository";

    internal async Task<StepOutcome> RunAsync(StepContext step, CancellationToken cancellation)
    {
        var plan = step.Plan;
        if (plan.Repository is not { RemoteUrl: { Length: > 0 } url })
        {
            return StepOutcome.Error($"The project \"{plan.Project.Name}\" has no repository. Set its repository_id.");
        }
        var outcome = Path.IsPathRooted(url) ? await LocalAsync(step, url, cancellation) : await RemoteAsync(step, url, cancellation);
        return outcome.IsSuccess ? CheckProject(step) : outcome;
    }

    private async Task<StepOutcome> LocalAsync(StepContext step, string folder, CancellationToken cancellation)
    {
        if (FolderRules.FaultOfRepository(folder, step.Settings.Box.Folders, store.DataFolder) is { } fault)
        {
            return StepOutcome.Error($"box source: {fault}");
        }
        var real = FolderRules.Real(folder);
        if (File.Exists(Path.Combine(real, "HEAD")))
        {
            var access = new BoxAccess { Mounts = [new(real, real)] };
            var environment = new Dictionary<string, string>(GitCommand.Environment("file", "false"), StringComparer.Ordinal)
            {
                ["GIT_CONFIG_GLOBAL"] = Path.Combine(Template(step).Inner, Configuration),
            };
            return await CloneAsync(step, real, [], environment, access, cancellation);
        }
        if (!Directory.Exists(real))
        {
            return StepOutcome.Error($"The repository's folder {folder} does not exist.");
        }
        step.Log.WriteLine($"Copying the repository's folder {Path.GetFileName(real)}");
        var files = FolderCopy.Copy(real, step.Folders.Repository);
        step.Log.WriteLine($"Copied {files} files");
        return StepOutcome.Success;
    }

    private async Task<StepOutcome> RemoteAsync(StepContext step, string url, CancellationToken cancellation)
    {
        var (address, fault) = GitAddress.Parse(url);
        if (address is null)
        {
            return StepOutcome.Error($"box source: {fault}");
        }
        (var reach, fault) = await GitReach.OfAsync(address, step.Settings.Box, step.Box.Kind, cancellation);
        if (reach is null)
        {
            return StepOutcome.Error($"box source: {fault}");
        }
        var access = new BoxAccess { Egress = reach.Egress, Mounts = address.Scheme == "ssh" ? SshFiles(step) : [] };
        step.Log.WriteLine($"Cloning {address}");
        return await CloneAsync(
            step,
            address.ToString(),
            reach.Options,
            GitCommand.Environment(address.Scheme, reach.Ssh),
            access,
            cancellation
        );
    }

    private async Task<StepOutcome> CloneAsync(
        StepContext step,
        string address,
        IReadOnlyList<string> options,
        IReadOnlyDictionary<string, string> environment,
        BoxAccess access,
        CancellationToken cancellation
    )
    {
        var branch = step.Plan.Run.GitBranch ?? step.Plan.Repository!.DefaultBranch;
        if (branch is { Length: > 0 } && (branch[0] == '-' || branch.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))))
        {
            return StepOutcome.Error($"\"{branch}\" is no name of a branch.");
        }
        var sha = step.Plan.Run.GitSha;
        if (sha is not null && !IsSha(sha))
        {
            return StepOutcome.Error($"\"{sha}\" is not a commit: git_sha takes 7 to 64 hexadecimal digits.");
        }
        var template = Template(step);
        var inner = access with { Mounts = [.. access.Mounts, template] };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(step.Settings.CloneTimeout);
            var words = GitCommand.Clone(address, branch, step.Box.Inner(step.Folders.Repository), template.Inner, options);
            var code = await step.RunAsync(new("git", words, step.Folders.Root, environment), inner, limit.Token);
            if (code == 0 && sha is not null)
            {
                code = await step.RunAsync(new("git", GitCommand.Checkout(sha), step.Folders.Repository, environment), new(), limit.Token);
            }
            if (code != 0)
            {
                return new(
                    RunStatus.Error,
                    code,
                    code is 127
                        ? "The program git was not found on the server. Install it."
                        : $"git could not get the repository (exit code {code}); the step's log has its words."
                );
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
        if (RunFiles.HasLink(root, Path.Combine(project, "dbt_project.yml")))
        {
            return StepOutcome.Error("box source: the project's folder or its dbt_project.yml is a link. Put the files themselves there.");
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

    private static bool IsSha(string text) => text.Length is >= 7 and <= 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>The server's own keys and known hosts: git alone is in the box at this step, nothing of the project runs.</summary>
    private static IReadOnlyList<BoxMount> SshFiles(StepContext step) =>
        Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home
            ? [new(Path.Combine(home, ".ssh"), Path.Combine(step.Box.Inner(step.Folders.Home), ".ssh"), Optional: true)]
            : [];

    private static BoxMount Template(StepContext step)
    {
        var folder = Path.Combine(step.Folders.Box, "template");
        Directory.CreateDirectory(Path.Combine(folder, "info"));
        File.WriteAllText(Path.Combine(folder, "info", "attributes"), GitCommand.Attributes);
        // A repository in a folder belongs to whom it belongs; git's own server reads this file alone.
        File.WriteAllText(Path.Combine(folder, Configuration), "[safe]\n\tdirectory = *\n");
        return new(folder, step.Box.Inner(folder));
    }
}
