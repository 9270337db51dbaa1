namespace Headgate.Platform.Runs.Steps;

/// <summary>How git is called: no hooks, no prompts, no configuration of the machine, only protocols that reach a repository.</summary>
internal static class GitCommand
{
    private static readonly string[] Careful =
    [
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.symlinks=false",
        "-c",
        "advice.detachedHead=false",
        "-c",
        "submodule.recurse=false",
    ];

    public static IReadOnlyList<string> Clone(string url, string? branch, string target) =>
        [
            .. Careful,
            "clone",
            "--no-tags",
            "--template=",
            .. branch is { Length: > 0 } ? new[] { $"--branch={branch}" } : [],
            "--",
            url,
            target,
        ];

    public static IReadOnlyList<string> Checkout(string sha) => [.. Careful, "checkout", "--detach", sha, "--"];

    public static IReadOnlyDictionary<string, string> Environment(bool localAllowed)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ALLOW_PROTOCOL"] = localAllowed ? "file" : "https:ssh:git",
            ["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=20",
        };
        Processes.InheritedVariables.AddTo(environment);
        return environment;
    }
}
