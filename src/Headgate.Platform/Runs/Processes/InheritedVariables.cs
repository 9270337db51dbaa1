namespace Headgate.Platform.Runs.Processes;

/// <summary>The few variables of the server that a child process gets: enough to find programs and certificates, nothing secret.</summary>
internal static class InheritedVariables
{
    private static readonly string[] Names =
    [
        "PATH",
        "HOME",
        "USER",
        "LANG",
        "LC_ALL",
        "TZ",
        "TMPDIR",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "DOTNET_ROOT",
        "DOTNET_BUNDLE_EXTRACT_BASE_DIR",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "http_proxy",
        "https_proxy",
        "no_proxy",
    ];

    /// <summary>A start with them; what it names itself stays.</summary>
    public static ChildStart AddedTo(ChildStart start)
    {
        var environment = new Dictionary<string, string>(start.Environment, StringComparer.Ordinal);
        AddTo(environment);
        return start with { Environment = environment };
    }

    private static void AddTo(Dictionary<string, string> environment)
    {
        foreach (var name in Names)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment.TryAdd(name, value);
            }
        }
    }
}
