namespace Headgate.Gate.Journal.Witnesses;

/// <summary>What the setting <c>journal.witness</c> names: a file, an address of HTTP, or the system's log.</summary>
public static class WitnessAddress
{
    private const string Syslog = "syslog";

    /// <summary>The file's path; null where the address is none of a file.</summary>
    /// <param name="address">One value of the setting.</param>
    public static string? FileOf(string address) => IsHttp(address) || IsSyslog(address) ? null : Path.GetFullPath(address);

    internal static IWitness Open(string address)
    {
        if (IsHttp(address))
        {
            return new HttpWitness(new Uri(address));
        }
        return IsSyslog(address)
            ? new SyslogWitness(address.Length > Syslog.Length ? address[(Syslog.Length + 1)..] : SyslogWitness.SystemSocket)
            : new FileWitness(Path.GetFullPath(address));
    }

    private static bool IsHttp(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private static bool IsSyslog(string address) => address == Syslog || address.StartsWith(Syslog + ":", StringComparison.Ordinal);
}
