using System.ComponentModel;
using System.Diagnostics;
using Headgate.Platform.Runs.Box;
using Headgate.Reach.Git;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Steps;

/// <summary>
/// Where branches are: asked from the git server as a run's clone asks it, by the same rules about addresses, or read from a repository's own files. Nothing of the repository is fetched.
/// </summary>
internal sealed class BranchHeads(IDbContextFactory<HeadgateDb> databases, RunSettings settings, StoreSettings store) : IBranchHeads
{
    private const int LongestAnswer = 64 * 1024;
    private const int LongestName = 250;
    private const int LongestReference = 256;
    private const long LongestPacked = 64L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async ValueTask<string?> FindAsync(long environmentId, string branch, CancellationToken cancellation)
    {
        if (!IsName(branch))
        {
            return null;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var url = await db
            .Environments.Where(e => e.Id == environmentId)
            .Join(db.Projects, e => e.ProjectId, p => p.Id, (e, p) => e.RepositoryId ?? p.RepositoryId)
            .Join(db.Repositories.Where(r => r.State == RowState.Active), id => id, r => r.Id, (_, r) => r.RemoteUrl)
            .FirstOrDefaultAsync(cancellation);
        return url is null ? null
            : Path.IsPathRooted(url) ? InFolder(url, branch)
            : await AtServerAsync(url, branch, cancellation);
    }

    private async Task<string?> AtServerAsync(string url, string branch, CancellationToken cancellation)
    {
        var (address, _) = GitAddress.Parse(url);
        if (address is null)
        {
            return null;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var (reach, _) = await GitReach.OfAsync(address, settings.Box, BoxKind.None, limit.Token);
            return reach is null ? null : await AskAsync(address, reach, "refs/heads/" + branch, limit.Token);
        }
        catch (Exception e)
            when (e is Win32Exception or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<string?> AskAsync(GitAddress address, GitReach reach, string reference, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("git", GitCommand.References(address.ToString(), reference, reach.Options))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var (name, value) in GitCommand.Environment(address.Scheme, reach.Ssh))
        {
            start.Environment[name] = value;
        }
        foreach (var name in (string[])["PATH", "HOME"])
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }
        using var git = Process.Start(start)!;
        try
        {
            git.StandardInput.Close();
            _ = git.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
            var answer = new char[LongestAnswer];
            var length = await git.StandardOutput.ReadBlockAsync(answer, cancellation);
            if (length == LongestAnswer)
            {
                return null;
            }
            await git.WaitForExitAsync(cancellation);
            var line = new string(answer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return git.ExitCode == 0 && line is [var only] && only.Split('\t') is [var sha, var found] && found == reference && IsSha(sha)
                ? sha
                : null;
        }
        finally
        {
            if (!git.HasExited)
            {
                git.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>From a bare repository's files, as git writes them; null for a folder that is none.</summary>
    private string? InFolder(string folder, string branch)
    {
        if (FolderRules.FaultOfRepository(folder, settings.Box.Folders, store.DataFolder) is not null)
        {
            return null;
        }
        var real = FolderRules.Real(folder);
        var reference = "refs/heads/" + branch;
        var file = Path.GetFullPath(Path.Combine(real, reference));
        if (!FolderRules.IsInside(FolderRules.Real(file), real))
        {
            return null;
        }
        if (File.Exists(file))
        {
            return HasUpTo(file, LongestReference) && File.ReadAllText(file).Trim() is var sha && IsSha(sha) ? sha : null;
        }
        var packed = Path.Combine(real, "packed-refs");
        return HasUpTo(packed, LongestPacked)
            ? File.ReadLines(packed)
                .Select(line => line.Split(' '))
                .Where(words => words is [var sha, var found] && found == reference && IsSha(sha))
                .Select(words => words[0])
                .FirstOrDefault()
            : null;
    }

    /// <summary>Whether a file has something in it, and no more than that. A pipe, which would be read without end, has no length.</summary>
    private static bool HasUpTo(string file, long most) => new FileInfo(file) is { Exists: true, Length: > 0 } found && found.Length <= most;

    /// <summary>Names that git takes, less those that could be read as something else.</summary>
    private static bool IsName(string branch) =>
        branch.Length is > 0 and <= LongestName
        && branch[0] is not ('-' or '/' or '.')
        && branch[^1] is not ('/' or '.')
        && !branch.Contains("..", StringComparison.Ordinal)
        && !branch.Contains("//", StringComparison.Ordinal)
        && !branch.Contains("/.", StringComparison.Ordinal)
        && !branch.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\');

    private static bool IsSha(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
