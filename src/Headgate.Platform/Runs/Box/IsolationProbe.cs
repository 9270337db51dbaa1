using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headgate.Platform.Runs.Box;

/// <summary>Finds out what can keep runs apart on this machine, by trying it.</summary>
public static partial class IsolationProbe
{
    /// <summary>Programs of the box are taken from these places only: a search through PATH would find whatever lies first in it.</summary>
    private static readonly string[] Places = ["/usr/bin", "/bin", "/usr/sbin"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is in force under the operator's settings.</summary>
    public static async Task<IsolationState> FindAsync(BoxSettings settings, CancellationToken cancellation)
    {
        if (settings.Isolation == Isolation.None)
        {
            return new(BoxKind.None, "runs.isolation is none: runs are executed as the server's own user and see what it sees");
        }
        var why = "";
        if (settings.Isolation is Isolation.Automatic or Isolation.Namespace)
        {
            (var program, why) = await NamespaceAsync(cancellation);
            if (program is not null)
            {
                return new(BoxKind.Namespace, why, program);
            }
        }
        if (settings.Isolation is Isolation.Automatic or Isolation.User)
        {
            if (UserFault() is { } fault)
            {
                why = why.Length > 0 ? $"{why}; {fault}" : fault;
            }
            else
            {
                return new(
                    BoxKind.User,
                    why.Length > 0 ? $"each run has a user of its own, because {why}" : "each run has a user of its own"
                );
            }
        }
        return new(BoxKind.Missing, why);
    }

    /// <summary>The path of a program that the system's owner put there, and nobody else can change; null where there is none.</summary>
    internal static string? Program(string name) =>
        Places.Select(folder => Path.Combine(folder, name)).FirstOrDefault(path => File.Exists(path) && FileFacts.IsOfSystem(path));

    /// <summary>Whether the server runs as root.</summary>
    public static bool IsRoot => !OperatingSystem.IsWindows() && EffectiveUser() == 0;

    private static async Task<(string? Program, string Why)> NamespaceAsync(CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "only Linux has the namespaces that a box is made of");
        }
        if (Program("bwrap") is not { } bubblewrap)
        {
            return (null, "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)");
        }
        if (new[] { "setsid", "prlimit", "setpriv" }.FirstOrDefault(name => Program(name) is null) is { } missing)
        {
            return (null, $"the system's program {missing} is not installed");
        }
        var start = new ProcessStartInfo(bubblewrap)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in NamespaceArguments.Probe)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Clear();
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var said = (await process.StandardError.ReadToEndAsync(limit.Token)).Trim();
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? (bubblewrap, $"each step has namespaces of its own, made by {bubblewrap}")
            : (
                null,
                $"{bubblewrap} cannot make a namespace here ({(said.Length > 0 ? said.Split('\n')[^1] : $"exit code {process.ExitCode}")})"
            );
    }

    private static string? UserFault() =>
        !OperatingSystem.IsLinux() ? "only Linux can give each run a user of its own"
        : !IsRoot ? "the server is not root, so it cannot give a run another user"
        : Program("setpriv") is null || Program("prlimit") is null ? "the programs setpriv and prlimit of util-linux are not installed"
        : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
