using System.Globalization;

namespace Headgate.Platform.Runs.Box;

/// <summary>bubblewrap's arguments for a step. They are words, never text that something parses again.</summary>
internal static class NamespaceArguments
{
    private const string SharedMemory = "67108864";

    /// <summary>The user id inside, where the server's own is not root.</summary>
    public const string User = "1000";

    private static readonly string[] Apart =
    [
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-net",
        "--unshare-cgroup-try",
        "--hostname",
        "run",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
    ];

    /// <summary>
    /// Root makes the namespaces by its own right and enters the run's folder, which is not its own; the program then takes a user of its own and
    /// loses these capabilities too.
    /// </summary>
    private static readonly string[] AsRoot = ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_DAC_READ_SEARCH"];

    private static readonly string[] AsUser = ["--unshare-user", "--uid", User, "--gid", User, "--disable-userns"];

    /// <summary>The smallest box, to find out whether one can be had.</summary>
    public static IReadOnlyList<string> Probe { get; } = [.. Of([], "/", statusFile: null), "--", "/usr/bin/true"];

    /// <summary>The arguments before the program.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<BoxMount> mounts, string folder, int? statusFile)
    {
        List<string> words = [.. Apart, .. IsolationProbe.IsRoot ? AsRoot : AsUser];
        var places = new HashSet<string>(StringComparer.Ordinal) { "/" };
        foreach (var mount in SystemView.Mounts)
        {
            Add(words, mount, places);
        }
        foreach (var (target, inner) in SystemView.Links)
        {
            words.AddRange("--symlink", target, inner);
        }
        words.AddRange("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", SharedMemory, "--tmpfs", "/dev/shm");
        foreach (var mount in mounts)
        {
            Add(words, mount, places);
        }
        // What bubblewrap made to hang the mounts on is memory that no limit counts.
        words.AddRange("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", folder);
        if (statusFile is { } number)
        {
            words.AddRange("--json-status-fd", number.ToString(CultureInfo.InvariantCulture));
        }
        return words;
    }

    private static void Add(List<string> words, BoxMount mount, HashSet<string> places)
    {
        AddFolder(words, Path.GetDirectoryName(mount.Inner)!, places);
        places.Add(mount.Inner);
        words.AddRange($"--{(mount.Writable ? "" : "ro-")}bind{(mount.Optional ? "-try" : "")}", mount.Outer, mount.Inner);
    }

    /// <summary>bubblewrap makes missing folders for its own user alone, which need not be the program's.</summary>
    private static void AddFolder(List<string> words, string folder, HashSet<string> places)
    {
        if (places.Add(folder))
        {
            AddFolder(words, Path.GetDirectoryName(folder)!, places);
            words.AddRange("--perms", "0755", "--dir", folder);
        }
    }
}
