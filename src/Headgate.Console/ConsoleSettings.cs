namespace Headgate.WebConsole;

/// <summary>What the console is started with.</summary>
/// <param name="PublicUrl">The address that the server is reached by, without a closing slash.</param>
public sealed record ConsoleSettings(string PublicUrl)
{
    /// <summary>The identity provider that people may sign in with.</summary>
    public OidcSettings Oidc { get; init; } = new();
}
