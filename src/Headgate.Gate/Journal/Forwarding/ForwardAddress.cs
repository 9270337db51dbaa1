namespace Headgate.Gate.Journal.Forwarding;

/// <summary>
/// What the setting <c>journal.forward</c> names: <c>syslog+udp://host:514</c>, <c>syslog+tcp://host:601</c>, <c>syslog+tls://host:6514</c>, <c>otlp+http://host:4318</c> or
/// <c>otlp+https://host</c>; with <c>?format=ocsf</c> at the end, syslog carries events of OCSF instead of the records themselves.
/// </summary>
public static class ForwardAddress
{
    private const string Ocsf = "?format=ocsf";

    /// <summary>Whether a text is such an address.</summary>
    public static bool Is(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0
        && uri.Query is "" or Ocsf
        && (uri.Scheme is "otlp+http" or "otlp+https" ? uri.Query.Length == 0 : uri.Scheme is "syslog+udp" or "syslog+tcp" or "syslog+tls");

    internal static IForwardTarget Open(string address)
    {
        var uri = new Uri(address);
        return uri.Scheme.StartsWith("otlp+", StringComparison.Ordinal)
            ? new OtlpForward(uri)
            : new SyslogForward(uri, isOcsf: uri.Query == Ocsf);
    }
}
