using System.Globalization;
using System.Net;

namespace Headgate.Reach.Git;

/// <summary>Configuration for git's command line, as <c>name=value</c>, that leads it to the one host that was judged.</summary>
public static class GitRoute
{
    /// <summary>Through a proxy that leads to one host or judges each itself: a redirect within it is harmless, one to another host ends there.</summary>
    public static IReadOnlyList<string> Through(string proxy) => [$"http.proxy={proxy}", "http.followRedirects=initial"];

    /// <summary>To an address that was judged: git does not ask for the name again, and follows nobody elsewhere.</summary>
    public static IReadOnlyList<string> To(GitAddress address, IPAddress judged) =>
        [
            string.Create(CultureInfo.InvariantCulture, $"http.curloptResolve={address.HostInUrl}:{address.Port}:{InUrl(judged)}"),
            "http.proxy=",
            "http.followRedirects=false",
        ];

    private static string InUrl(IPAddress address) =>
        address.ToString() is var text && text.Contains(':', StringComparison.Ordinal) ? $"[{text}]" : text;
}
