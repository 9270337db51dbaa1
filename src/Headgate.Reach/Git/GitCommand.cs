using System.Security.Cryptography;

namespace Headgate.Reach.Git;

/// <summary>
/// How git is called: no hooks, filters or prompts, no configuration of the machine, only the protocol that the repository's address names, and
/// files as they are in the commit.
/// </summary>
public static class GitCommand
{
    /// <summary>Attributes that stand above those of the repository, which could name programs and change what is written.</summary>
    public const string Attributes = "* -text -filter -diff -merge -ident -working-tree-encoding -export-subst -export-ignore\n";

    private static readonly string[] Careful =
    [
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "core.symlinks=false",
        "core.protectHFS=true",
        "core.protectNTFS=true",
        "core.askPass=",
        "credential.helper=",
        "protocol.version=2",
        "safe.bareRepository=explicit",
        "fetch.fsckObjects=true",
        "transfer.bundleURI=false",
        "advice.detachedHead=false",
        "submodule.recurse=false",
        "gc.auto=0",
        "maintenance.auto=false",
    ];

    /// <summary>Gets a repository.</summary>
    /// <param name="address">Address or folder.</param>
    /// <param name="branch">Branch; null for the repository's own.</param>
    /// <param name="target">Folder that is made.</param>
    /// <param name="template">Folder with <see cref="Attributes"/>.</param>
    /// <param name="options">More configuration, as <c>name=value</c>.</param>
    public static IReadOnlyList<string> Clone(
        string address,
        string? branch,
        string target,
        string template,
        IReadOnlyList<string> options
    ) =>
        [
            .. Configured(options),
            "clone",
            "--quiet",
            "--no-tags",
            "--no-local",
            "--no-recurse-submodules",
            $"--template={template}",
            .. branch is { Length: > 0 } ? new[] { $"--branch={branch}" } : [],
            "--",
            address,
            target,
        ];

    /// <summary>
    /// Checks out a commit by its id. A branch may have a name that looks like the beginning of an id, and git would take the branch; so a short id
    /// is written as <c>git describe</c> writes one, with words in front that no branch can know.
    /// </summary>
    public static IReadOnlyList<string> Checkout(string sha) =>
        [
            .. Configured([]),
            "checkout",
            "--quiet",
            "--detach",
            sha.Length >= 40 ? sha : $"{RandomNumberGenerator.GetHexString(32)}-0-g{sha}",
            "--",
        ];

    /// <summary>Gets a repository with its tags and checks nothing out yet.</summary>
    /// <param name="address">Address.</param>
    /// <param name="target">Folder that is made.</param>
    /// <param name="template">Folder with <see cref="Attributes"/>.</param>
    /// <param name="options">More configuration, as <c>name=value</c>.</param>
    public static IReadOnlyList<string> CloneWhole(string address, string target, string template, IReadOnlyList<string> options) =>
        [
            .. Configured(options),
            "clone",
            "--quiet",
            "--no-checkout",
            "--no-local",
            "--no-recurse-submodules",
            $"--template={template}",
            "--",
            address,
            target,
        ];

    /// <summary>Asks a server where a reference is, and fetches nothing.</summary>
    /// <param name="address">Address.</param>
    /// <param name="reference">Its whole name, such as <c>refs/heads/main</c>.</param>
    /// <param name="options">More configuration, as <c>name=value</c>.</param>
    public static IReadOnlyList<string> References(string address, string reference, IReadOnlyList<string> options) =>
        [.. Configured(options), "ls-remote", "--quiet", "--refs", "--", address, reference];

    /// <summary>git with the careful configuration, and words behind it.</summary>
    public static IReadOnlyList<string> Words(params IReadOnlyList<string> words) => [.. Configured([]), .. words];

    /// <summary>The environment of git.</summary>
    /// <param name="protocol">The one protocol that is allowed.</param>
    /// <param name="ssh">Program for ssh.</param>
    public static IReadOnlyDictionary<string, string> Environment(string protocol, string ssh) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = protocol,
            ["GIT_SSH_COMMAND"] = ssh,
            ["GIT_SSH_VARIANT"] = "ssh",
            ["GIT_LFS_SKIP_SMUDGE"] = "1",
        };

    private static IEnumerable<string> Configured(IReadOnlyList<string> options) =>
        Careful.Concat(options).SelectMany(option => new[] { "-c", option });
}
