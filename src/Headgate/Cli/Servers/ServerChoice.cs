using Headgate.Cli.Runs;
using Headgate.Cli.Up;

namespace Headgate.Cli.Servers;

/// <summary>
/// Finds the server that a command speaks to, and a token for it: the one that is named, with <c>HEADGATE_TOKEN</c> or what <c>login</c> keeps; else the one of the data
/// folder; else the one that was logged in to last.
/// </summary>
internal static class ServerChoice
{
    /// <summary>The address in <c>HEADGATE_URL</c>, or null.</summary>
    public static string? NamedByVariable => Environment.GetEnvironmentVariable("HEADGATE_URL") is { Length: > 0 } url ? url : null;

    /// <summary>A client of the server.</summary>
    /// <param name="url">The server's address where one is named.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="isFolderNamed">Whether a person named the folder: then no other server is meant.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <exception cref="CommandFailure">There is no server, or no token for it.</exception>
    public static async Task<PlatformApi> OpenAsync(string? url, DataFolder folder, bool isFolderNamed, CancellationToken cancellation)
    {
        if (url is not null)
        {
            return await OfUrlAsync(url, cancellation);
        }
        var own = ServerState.Living(folder)?.Url;
        if (Bootstrap.Read(folder) is { } known)
        {
            return new PlatformApi(own ?? known.Url, known.AccountId, known.AdminToken);
        }
        if (own is not null)
        {
            return await OfUrlAsync(own, cancellation);
        }
        return !isFolderNamed && Logins.Read() is [var last, ..]
            ? new PlatformApi(last.Url, last.AccountId, last.Token)
            : throw new CommandFailure(
                $"There is no server in {folder.Root}: start one with 'headgate up', name its folder with --data, or speak to another with 'headgate login --url URL'."
            );
    }

    private static async Task<PlatformApi> OfUrlAsync(string url, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable("HEADGATE_TOKEN") is { Length: > 0 } token)
        {
            var named = Environment.GetEnvironmentVariable("HEADGATE_ACCOUNT");
            return string.IsNullOrEmpty(named) ? new PlatformApi(url, await PlatformApi.AccountOfAsync(url, token, cancellation), token)
                : long.TryParse(named, out var account) ? new PlatformApi(url, account, token)
                : throw new CommandFailure("HEADGATE_ACCOUNT must be the number of an account.");
        }
        return Logins.Find(url) is { } login
            ? new PlatformApi(url, login.AccountId, login.Token)
            : throw new CommandFailure(
                $"No token is known for {url}: 'headgate login --url {url}' asks for one and keeps it, or set HEADGATE_TOKEN."
            );
    }
}
