using System.Runtime.InteropServices;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// What a step sees of the system: programs, libraries, certificates and the time zone, all read-only. Of <c>/etc</c> only what programs need
/// to start: the lists of users and hosts are the box's own.
/// </summary>
internal static class SystemView
{
    private static readonly string[] Folders = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    private static readonly string[] Settings =
    [
        "/etc/ld.so.cache",
        "/etc/ld.so.conf",
        "/etc/ld.so.conf.d",
        "/etc/alternatives",
        "/etc/ssl",
        "/etc/pki/tls",
        "/etc/pki/ca-trust",
        "/etc/ca-certificates",
        "/etc/localtime",
        "/etc/protocols",
        "/etc/services",
    ];

    /// <summary>The mounts.</summary>
    public static IReadOnlyList<BoxMount> Mounts { get; } = [.. All()];

    /// <summary>Links at the root, such as <c>/bin</c> → <c>usr/bin</c>.</summary>
    public static IReadOnlyList<(string Target, string Inner)> Links { get; } =
    [.. Folders.Where(folder => LinkOf(folder) is not null).Select(folder => (LinkOf(folder)!, folder))];

    /// <summary>The folder of .NET that runs this program.</summary>
    public static string Runtime { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")).TrimEnd('/');

    /// <summary>Whether a path belongs to what every step sees anyway.</summary>
    public static bool Has(string path) =>
        path.StartsWith("/usr/", StringComparison.Ordinal)
        || Folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static IEnumerable<BoxMount> All()
    {
        yield return new("/usr", "/usr");
        foreach (var folder in Folders.Where(folder => LinkOf(folder) is null && Directory.Exists(folder)))
        {
            yield return new(folder, folder);
        }
        foreach (var path in Settings)
        {
            yield return new(path, path, Optional: true);
        }
    }

    private static string? LinkOf(string path) => new DirectoryInfo(path).LinkTarget;
}
