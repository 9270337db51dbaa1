using System.Net;
using Headgate.Platform.Settings;
using Headgate.Reach;
using Headgate.Reach.Git;

namespace Headgate.Platform.Repositories;

/// <summary>The addresses of git repositories: what may be one, and what can be read from it.</summary>
internal static class RepositoryAddress
{
    private static readonly string[] Schemes = ["https://", "http://", "ssh://", "git://", "git@"];

    /// <summary>
    /// What is wrong with an address; null for nothing. It goes to git's command line: one of the usual forms, nothing that could be an option or another transport.
    /// </summary>
    /// <param name="url">The address.</param>
    /// <param name="allowFolders">Whether the operator allows folders of this server (<see cref="PlatformSettings.AllowLocalRepositories"/>).</param>
    /// <param name="listedHosts">Hosts that the operator lists: they may lie inside, and be reached without TLS.</param>
    public static string? Fault(string url, bool allowFolders, IReadOnlyList<string> listedHosts) =>
        allowFolders && Path.IsPathFullyQualified(url) && !url.Any(char.IsControl) && Directory.Exists(url) ? null
        : !Schemes.Any(s => url.StartsWith(s, StringComparison.Ordinal)) || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? "a git address is required, such as https://… or git@host:owner/name.git"
        : Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.UserInfo.Contains(':', StringComparison.Ordinal)
            ? "an address with a password in it is not allowed"
        : !allowFolders && IsOnThisMachine(url) ? "an address of the server's own machine, or a link-local or reserved one, is not allowed"
        : RunFault(url, listedHosts);

    /// <summary>What is wrong with a folder inside a repository; null for nothing.</summary>
    public static string? FolderFault(string? path) =>
        path is not null && (path.StartsWith('/') || path.Any(char.IsControl) || path.Split('/', '\\').Contains(".."))
            ? "a folder inside the repository is required"
            : null;

    /// <summary>Whether an address is a folder whose files are copied as they are: it is no git repository, so it has no branches and no commits.</summary>
    public static bool IsPlainFolder(string? url) =>
        url is not null && Path.IsPathRooted(url) && Directory.Exists(url) && !File.Exists(Path.Combine(url, "HEAD"));

    /// <summary>The git host that an address is of, as dbt names them.</summary>
    public static string Backend(string url) =>
        url.Contains("github.com", StringComparison.OrdinalIgnoreCase) ? "github"
        : url.Contains("gitlab", StringComparison.OrdinalIgnoreCase) ? "gitlab"
        : url.Contains("dev.azure.com", StringComparison.OrdinalIgnoreCase) ? "ado"
        : "manual_config";

    /// <summary>Owner and name: <c>orchard/shop</c> of <c>git@github.com:orchard/shop.git</c>.</summary>
    public static string FullName(string url) =>
        WithoutGit(
            (
                url.Contains("://", StringComparison.Ordinal)
                    ? string.Join('/', url.Split('/').Skip(3))
                    : url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..]
            ).Trim('/')
        );

    /// <summary>Where people see it; null where that cannot be told.</summary>
    public static string? WebUrl(string url) =>
        url.StartsWith("git@", StringComparison.Ordinal) && url.Split(':', 2) is [var host, var path]
            ? $"https://{host[4..]}/{WithoutGit(path)}"
        : url.StartsWith("http", StringComparison.Ordinal) ? WithoutGit(url)
        : null;

    private static string WithoutGit(string text) => text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4] : text;

    /// <summary>
    /// Why a run would refuse the address, as far as that can be told without a look-up of its name. dbt's clients name repositories of the GitHub app by git://…, so it is
    /// kept, read as the address of https that it stands for.
    /// </summary>
    private static string? RunFault(string url, IReadOnlyList<string> listedHosts)
    {
        const string Unsafe = "git://";
        var (address, fault) = GitAddress.Parse(url.StartsWith(Unsafe, StringComparison.Ordinal) ? "https://" + url[Unsafe.Length..] : url);
        if (address is null)
        {
            return fault;
        }
        if (listedHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }
        if (address.Scheme == "http")
        {
            return $"http:// shows everything to the network; use https://, or have the operator list {address.Host} in runs.git_hosts";
        }
        return IPAddress.TryParse(address.Host, out var inside) && AddressRules.KindOf(inside) is not AddressKind.Public
            ? $"{address.Host} lies in a private network; the operator can list it in runs.git_hosts"
            : null;
    }

    /// <summary>What every server refuses, whatever its operator lists for runs: itself, and the metadata services of clouds.</summary>
    private static bool IsOnThisMachine(string url)
    {
        var form = url.StartsWith("git@", StringComparison.Ordinal) ? "ssh://" + url.Replace(':', '/') : url;
        return Uri.TryCreate(form, UriKind.Absolute, out var parsed)
            && (
                AddressRules.IsLoopbackName(parsed.IdnHost)
                || (
                    IPAddress.TryParse(parsed.IdnHost.TrimEnd('.'), out var address)
                    && AddressRules.KindOf(address) is not (AddressKind.Public or AddressKind.Private)
                )
            );
    }
}
