using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Headgate.Reach.Git;

/// <summary>
/// The address of a git repository, read once and strictly: what is judged, what is connected to and what git is given are built from these
/// parts, so no two programs can read one text differently. Only <c>https</c>, <c>ssh</c> and, where the operator lists the host, <c>http</c>.
/// </summary>
/// <param name="Scheme">https, http or ssh.</param>
/// <param name="User">User of ssh; null where none is named.</param>
/// <param name="Host">Name in ASCII, or an IP address in its one usual form, without brackets.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Path">Path with its leading slash; of the form <c>user@host:path</c> without one.</param>
public sealed record GitAddress(string Scheme, string? User, string Host, int Port, string Path)
{
    private const int Longest = 2048;
    private const int LongestName = 253;

    /// <summary>Reads an address; the fault says in a sentence why it is none.</summary>
    public static (GitAddress? Address, string? Fault) Parse(string text)
    {
        if (
            text.Length > Longest
            || text.Any(letter => letter is <= ' ' or > '~' or '\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}')
        )
        {
            return Refused("it is too long or has letters that no address has");
        }
        var at = text.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? OfShort(text) : OfUrl(text[..at], text[(at + 3)..]);
    }

    /// <summary>The host as it stands in an address.</summary>
    public string HostInUrl => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <summary>The address as git is given it.</summary>
    public override string ToString() =>
        !Path.StartsWith('/')
            ? $"{(User is null ? "" : User + "@")}{HostInUrl}:{Path}"
            : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{(User is null ? "" : User + "@")}{HostInUrl}:{Port}{Path}");

    private static (GitAddress?, string?) OfUrl(string scheme, string rest)
    {
        if (DefaultPort(scheme) is not { } port)
        {
            return Refused(
                $"{(scheme.Length is > 0 and < 20 ? scheme : "that")} is no way to a repository that is allowed: use https:// or ssh://"
            );
        }
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1)
        {
            return Refused("it names no repository");
        }
        var (authority, path) = (rest[..slash], rest[slash..]);
        var userEnd = authority.IndexOf('@', StringComparison.Ordinal);
        var user = userEnd < 0 ? null : authority[..userEnd];
        var place = authority[(userEnd + 1)..];
        if (user is not null && (scheme != "ssh" || !IsUser(user)))
        {
            return Refused("only ssh takes a user, and no address takes a password");
        }
        var portAt = place.StartsWith('[')
            ? place.IndexOf(']', StringComparison.Ordinal) + 1
            : place.IndexOf(':', StringComparison.Ordinal);
        if (portAt < 0 || portAt == place.Length)
        {
            portAt = place.Length;
        }
        else if (
            place[portAt] != ':'
            || !int.TryParse(place[(portAt + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            || port is < 1 or > 65535
        )
        {
            return Refused("its port is no number from 1 to 65535");
        }
        return Whole(scheme, user, place[..portAt], port, path);
    }

    /// <summary>The form <c>user@host:path</c>.</summary>
    private static (GitAddress?, string?) OfShort(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var userEnd = text.IndexOf('@', StringComparison.Ordinal);
        return userEnd < 1 || colon < userEnd || text.Contains("::", StringComparison.Ordinal) || !IsUser(text[..userEnd])
                ? Refused("it is neither https://…, ssh://… nor user@host:path")
            : text[(userEnd + 1)..colon].StartsWith('[') ? Refused("an address in brackets needs the form ssh://…")
            : Whole("ssh", text[..userEnd], text[(userEnd + 1)..colon], 22, text[(colon + 1)..]);
    }

    private static (GitAddress?, string?) Whole(string scheme, string? user, string host, int port, string path) =>
        HostOf(host) is not { } known ? Refused("its host is neither a plain name nor an IP address in its usual form")
        : !IsPath(path) ? Refused("its path is no plain path of a repository")
        : (new(scheme, user, known, port, path), null);

    private static (GitAddress?, string?) Refused(string why) => (null, $"The repository's address is refused: {why}.");

    private static int? DefaultPort(string scheme) =>
        scheme switch
        {
            "https" => 443,
            "http" => 80,
            "ssh" => 22,
            _ => null,
        };

    private static bool IsUser(string user) =>
        user.Length is > 0 and <= 64
        && user[0] != '-'
        && user.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static string? HostOf(string host)
    {
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return
                !host.Contains('%', StringComparison.Ordinal)
                && IPAddress.TryParse(host[1..^1], out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.ToString()
                : null;
        }
        var labels = host.Split('.');
        if (host.Length > LongestName || !labels.All(IsLabel))
        {
            return null;
        }
        // A last label of digits, also of hexadecimal ones, makes programs read the whole as an address, each in its own way.
        var looksLikeAddress = labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return !looksLikeAddress ? host.ToLowerInvariant()
            : labels.Length == 4 && labels.All(IsOctet) ? host
            : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool IsOctet(string label) =>
        byte.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value.ToString(CultureInfo.InvariantCulture) == label;

    private static bool IsPath(string path)
    {
        var segments = (path.StartsWith('/') ? path[1..] : path).Split('/');
        return segments.All(segment => segment is not ("" or "." or "..") && segment[0] != '-')
            && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or '~' or '+' or '@' or '%');
    }
}
