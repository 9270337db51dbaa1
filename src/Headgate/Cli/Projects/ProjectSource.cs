using System.Diagnostics;
using Headgate.Cli.Terminals;
using Headgate.Dbt;
using Headgate.Dbt.Session;
using Headgate.Reach.Git;

namespace Headgate.Cli.Projects;

/// <summary>Where a project's files are: a folder of this machine, or a git address, of which a copy is read and thrown away.</summary>
/// <param name="Remote">What the server is told: the folder or the address.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Facts">What the project and its profile say.</param>
internal sealed record ProjectSource(string Remote, bool IsFolder, ProjectFacts Facts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Whether a text is a git address rather than a folder.</summary>
    public static bool IsGit(string source) =>
        !Directory.Exists(source) && (source.Contains("://", StringComparison.Ordinal) || source.Contains('@', StringComparison.Ordinal));

    /// <summary>Reads the project.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="terminal">Where variables are asked for that the profile needs and the environment lacks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandFailure">It cannot be read; the message says why.</exception>
    public static async Task<ProjectSource> ReadAsync(ProjectOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (!IsGit(options.Source))
        {
            var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Source));
            return new ProjectSource(folder, IsFolder: true, await ReadAsync(folder, options, terminal, cancellation));
        }
        var (address, fault) = GitAddress.Parse(options.Source);
        if (address is null)
        {
            throw new CommandFailure($"{options.Source} is no address of a repository: {fault}.");
        }
        var copy = Directory.CreateTempSubdirectory("headgate-project-").FullName;
        try
        {
            await CloneAsync(address.ToString(), options.Branch, copy, cancellation);
            var inside = Path.Combine(copy, options.Subdirectory ?? "");
            return new ProjectSource(options.Source, IsFolder: false, await ReadAsync(inside, options, terminal, cancellation));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<ProjectFacts> ReadAsync(
        string folder,
        ProjectOptions options,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(Path.Combine(folder, "dbt_project.yml")))
        {
            throw new CommandFailure(
                ProjectSource.IsGit(options.Source)
                    ? $"There is no dbt_project.yml in {options.Subdirectory ?? "the root"} of {options.Source}: name its folder with --subdirectory."
                    : $"There is no dbt_project.yml in {folder}: name the folder of a dbt project."
            );
        }
        var process = DbtProcess.Current;
        var (facts, fault, missing) = ProjectFacts.Read(folder, options.ProfilesDir, options.Target, process);
        while (missing is not null && !Console.IsInputRedirected)
        {
            // Most such variables are passwords: none is shown, and none has to stand in an argument or in the shell's history.
            if (
                await SecretPrompt.AskAsync($"{missing}, which the profile reads from the environment: ", terminal, cancellation)
                is not { } given
            )
            {
                break;
            }
            process = process with
            {
                EnvironmentVariables = new Dictionary<string, string>(process.EnvironmentVariables) { [missing] = given },
            };
            (facts, fault, missing) = ProjectFacts.Read(folder, options.ProfilesDir, options.Target, process);
        }
        return facts switch
        {
            null => throw new CommandFailure(
                $"{fault!.TrimEnd()}\nThe profile is read as dbt does: --profiles-dir names its folder, --target the target."
            ),
            { IsSupported: false } => throw new CommandFailure(
                $"The target \"{facts.Target}\" is of type {facts.Type}, which this server's engine does not execute: it executes {string.Join(", ", ProjectFacts.Adapters)}. Name another target with --target."
            ),
            _ => facts,
        };
    }

    /// <summary>With the user's own keys and credentials, as any git of theirs; nothing of the repository is executed.</summary>
    private static async Task CloneAsync(string address, string? branch, string folder, CancellationToken cancellation)
    {
        var said = await GitAsync(address, branch, folder, ["--depth", "1"], cancellation);
        if (said?.Contains("shallow", StringComparison.Ordinal) == true)
        {
            // A server that only has files cannot give a part.
            said = await GitAsync(address, branch, folder, [], cancellation);
        }
        if (said is not null)
        {
            throw new CommandFailure($"git could not get {address}: {said}");
        }
    }

    /// <summary>Gives what git says where it fails.</summary>
    private static async Task<string?> GitAsync(
        string address,
        string? branch,
        string folder,
        IReadOnlyList<string> options,
        CancellationToken cancellation
    )
    {
        string[] named = branch is null ? [] : ["--branch", branch];
        var start = new ProcessStartInfo(
            "git",
            ["-c", "core.hooksPath=/dev/null", "clone", "--quiet", .. options, .. named, "--", address, folder]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        start.Environment["GIT_ALLOW_PROTOCOL"] = "https:http:ssh";
        try
        {
            using var git = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            var said = await git.StandardError.ReadToEndAsync(limit.Token);
            await git.WaitForExitAsync(limit.Token);
            return git.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new CommandFailure("git is not installed here, and a copy of the repository is needed to read its profile.", error);
        }
    }
}
