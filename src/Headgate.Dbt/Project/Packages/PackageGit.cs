using System.ComponentModel;
using System.Diagnostics;
using Headgate.Reach.Git;

namespace Headgate.Dbt.Project.Packages;

/// <summary>The program git, called for one package.</summary>
internal sealed class PackageGit(PackageCall call, string address)
{
    private const int LongestReason = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private bool IsCareful => call.Box is not null;

    /// <summary>Gets the repository with its branches and tags.</summary>
    /// <exception cref="DbtException">git fails, or there is none.</exception>
    public async Task CloneAsync(string folder, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        IReadOnlyList<string> words;
        if (IsCareful)
        {
            var template = Path.Combine(call.Downloads, "template");
            Directory.CreateDirectory(Path.Combine(template, "info"));
            await File.WriteAllTextAsync(Path.Combine(template, "info", "attributes"), GitCommand.Attributes, cancellation);
            words = GitCommand.CloneWhole(address, folder, template, options);
        }
        else
        {
            words = ["clone", "--quiet", "--no-checkout", "--", address, folder];
        }
        var (code, said) = await RunAsync(words, call.Downloads, cancellation);
        if (code != 0)
        {
            throw Failed($"Error cloning the repository of a package\n{said}");
        }
    }

    /// <summary>Checks a branch, a tag or a commit out; gives the commit's id.</summary>
    /// <exception cref="DbtException">There is no such revision.</exception>
    public async Task<string> CheckoutAsync(string folder, string revision, CancellationToken cancellation)
    {
        var said = "";
        foreach (var name in (string[])[$"refs/remotes/origin/{revision}", $"refs/tags/{revision}", revision])
        {
            (var code, said) = await RunAsync(
                Words("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"),
                folder,
                cancellation
            );
            if (code == 0)
            {
                var commit = said.Trim();
                (code, said) = await RunAsync(Words("checkout", "--quiet", "--detach", commit, "--"), folder, cancellation);
                return code == 0 ? commit : throw Failed($"Error checking out spec='{revision}' for a package\n{said}");
            }
        }
        throw Failed($"Error checking out spec='{revision}' for a package: it has no such branch, tag or commit.\n{said}");
    }

    private IReadOnlyList<string> Words(params IReadOnlyList<string> words) => IsCareful ? GitCommand.Words(words) : words;

    private async Task<(int Code, string Said)> RunAsync(IReadOnlyList<string> words, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("git", words)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (IsCareful)
        {
            start.Environment.Clear();
            foreach (var name in (string[])["PATH", "HOME"])
            {
                start.Environment[name] = call.Environment.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);
            }
            foreach (var (name, value) in GitCommand.Environment(new Uri(address).Scheme, "false"))
            {
                start.Environment[name] = value;
            }
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var (output, errors) = (
                    process.StandardOutput.ReadToEndAsync(limit.Token),
                    process.StandardError.ReadToEndAsync(limit.Token)
                );
                await process.WaitForExitAsync(limit.Token);
                var said = await output + await errors;
                return (process.ExitCode, said.Length > LongestReason ? said[..LongestReason] : said);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellation.ThrowIfCancellationRequested();
                throw Failed($"git was stopped after {Patience.TotalMinutes:0} minutes.");
            }
        }
        catch (Win32Exception)
        {
            throw Failed("Make sure git is installed on your machine. More information: https://docs.getdbt.com/docs/package-management");
        }
    }

    private static DbtException Failed(string message) => new(DbtErrorKind.Runtime, message);
}
