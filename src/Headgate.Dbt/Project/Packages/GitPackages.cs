using Headgate.Reach.Git;

namespace Headgate.Dbt.Project.Packages;

/// <summary>Packages from a git repository (<c>git:</c>). By hand git is called as a person would; in a box carefully, and to public hosts alone.</summary>
internal static class GitPackages
{
    private const string Head = "HEAD";
    private const string PinningPage = "https://docs.getdbt.com/docs/package-management#section-specifying-package-versions";

    /// <summary>Fetches one and checks its revision out; the commit stands for it from then on.</summary>
    /// <exception cref="DbtException">Several revisions are asked for, git fails, or there is no project.</exception>
    public static Task<PackagePin> PinAsync(PackageRequest request, PackageCall call, CancellationToken cancellation) =>
        PinAsync(request, request.Spec.Origin, call, cancellation);

    /// <summary>The same for a repository whose address does not stand in the entry.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="repository">The address of the repository.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbtException">Several revisions are asked for, git fails, or there is no project.</exception>
    public static async Task<PackagePin> PinAsync(
        PackageRequest request,
        string repository,
        PackageCall call,
        CancellationToken cancellation
    )
    {
        var spec = request.Spec;
        if (request.Revisions.Count > 1)
        {
            throw Wrong(
                $"git dependencies should contain exactly one version. {spec.UnrenderedOrigin} contains: {{{string.Join(", ", request.Revisions.Select(one => $"'{one}'"))}}}"
            );
        }
        var revision = request.Revisions.Count == 1 ? request.Revisions[0] : Head;
        if (revision.Length == 0 || revision[0] == '-' || revision.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            throw Wrong($"\"{revision}\" of the package {spec.UnrenderedOrigin} is no revision.");
        }
        var root = call.NewDownload();
        var (address, options) = await WayAsync(repository, call, cancellation);
        Directory.CreateDirectory(call.Downloads);
        var git = new PackageGit(call, address);
        await git.CloneAsync(root, options, cancellation);
        var commit = await git.CheckoutAsync(root, revision, cancellation);
        Warn(request, revision, call);
        var folder = Subfolder(root, spec);
        var read = PackageFolder.Read(folder, call);
        return new()
        {
            Request = request,
            ProjectName = read.Name,
            VersionName = revision == Head ? "HEAD (default revision)" : $"revision {commit}",
            LockEntry =
            [
                new("git", spec.UnrenderedOrigin),
                new("name", read.Name),
                new("revision", commit),
                .. spec.Text("subdirectory") is { } below ? new KeyValuePair<string, string>[] { new("subdirectory", below) } : [],
            ],
            Packages = read.Packages,
            Folder = folder,
        };
    }

    private static async Task<(string Address, IReadOnlyList<string> Options)> WayAsync(
        string written,
        PackageCall call,
        CancellationToken cancellation
    )
    {
        if (call.Box is not { } box)
        {
            return written.StartsWith('-') ? throw Wrong($"{written} is no address of a package.") : (written, []);
        }
        var (address, fault) = GitAddress.Parse(written);
        if (address is null)
        {
            throw PackageAddresses.Refused(written, fault!);
        }
        if (address.Scheme == "ssh")
        {
            throw PackageAddresses.Refused(written, "in a run, packages come by https:// only");
        }
        PackageAddresses.Check(new Uri(address.ToString()), box);
        return (
            address.ToString(),
            box.Proxy is { } proxy
                ? GitRoute.Through(proxy.ToString())
                : GitRoute.To(address, (await PackageAddresses.JudgedAsync(address.Host, box, cancellation))[0])
        );
    }

    private static string Subfolder(string root, PackageSpec spec)
    {
        var folder = Path.GetFullPath(Path.Combine(root, spec.Text("subdirectory") ?? "."));
        return folder != root && !folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw Wrong($"The subdirectory of the package {spec.UnrenderedOrigin} leads out of it: {spec.Text("subdirectory")}")
            : folder;
    }

    private static void Warn(PackageRequest request, string revision, PackageCall call)
    {
        var how =
            revision == Head ? "not pinned, using HEAD (default branch)"
            : revision is "main" or "master" ? $"pinned to the \"{revision}\" branch"
            : null;
        if (how is not null && request.WarnUnpinned)
        {
            call.Say(
                new(
                    "M029",
                    "DepsUnpinned",
                    $"The git package \"{request.Spec.UnrenderedOrigin}\" \n\tis {how}.\n\tThis can introduce breaking changes into your project without warning!\n\nSee {PinningPage}",
                    IsWarning: true
                )
            );
        }
    }

    private static DbtException Wrong(string message) => new(DbtErrorKind.Dependency, message);
}
