using System.Net;
using Headgate.Platform.Runs.Box.Egress;

namespace Headgate.Platform.Runs.Box;

/// <summary>The box's own <c>/etc</c>: one user, and the hosts that stand for the relay.</summary>
internal static class BoxEtc
{
    /// <summary>The name under which a warehouse is reached whose connection names it by an address.</summary>
    public const string WarehouseHost = "warehouse";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const string Sources = "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n";

    /// <summary>Writes the files into a folder of the server; gives what the step sees.</summary>
    public static IReadOnlyList<BoxMount> Write(string folder, string user, EgressPolicy? egress)
    {
        var hosts =
            "127.0.0.1 localhost run\n"
            + string.Concat((egress?.Targets ?? []).Where(t => t.Local > 0).Select(t => $"127.0.0.1 {HostOf(t.Host)}\n"));
        return
        [
            File(folder, "passwd", $"run:x:{user}:{user}::/work/home:/bin/sh\n"),
            File(folder, "group", $"run:x:{user}:\n"),
            File(folder, "nsswitch.conf", Sources),
            File(folder, "hosts", hosts),
        ];
    }

    /// <summary>The name by which a host is reached inside.</summary>
    public static string HostOf(string host) => IPAddress.TryParse(host.Trim('[', ']'), out _) ? WarehouseHost : host;

    private static BoxMount File(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, Readable);
        }
        return new(path, "/etc/" + name);
    }
}
