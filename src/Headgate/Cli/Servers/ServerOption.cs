using System.CommandLine;
using Headgate.Cli.Runs;
using Headgate.Cli.Up;

namespace Headgate.Cli.Servers;

/// <summary>
/// The options that say which server a command speaks to: <c>--url</c> or <c>HEADGATE_URL</c>; else the one of the data folder; else the one that was logged in to last.
/// </summary>
internal sealed class ServerOption
{
    private readonly Option<string?> _url = new("--url")
    {
        Description = "Address of the server. Else HEADGATE_URL, the data folder's server, or the one of 'headgate login'.",
        HelpName = "URL",
    };

    private readonly Option<string> _data = DataOption.Create();

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        _url.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !IsAddress(text))
            {
                result.AddError($"--url must be an address that starts with http:// or https://, not \"{text}\".");
            }
        });
        command.Add(_url);
        command.Add(_data);
    }

    /// <summary>The data folder.</summary>
    public DataFolder Folder(ParseResult parsed) => new(parsed.GetRequiredValue(_data));

    /// <summary>Whether the server is the data folder's, on this machine.</summary>
    public bool IsOfFolder(ParseResult parsed) =>
        ServerState.Living(Folder(parsed)) is { } own && (NamedUrl(parsed) is not { } named || named.TrimEnd('/') == own.Url);

    /// <summary>Whether a server is named by its address.</summary>
    public bool IsNamed(ParseResult parsed) => NamedUrl(parsed) is not null;

    /// <summary>Whether a person named the data folder.</summary>
    public bool IsFolderNamed(ParseResult parsed) => parsed.GetResult(_data) is { Implicit: false };

    /// <summary>A client of the server.</summary>
    /// <exception cref="CommandFailure">No server is named, or no token is known for it.</exception>
    public Task<PlatformApi> OpenAsync(ParseResult parsed, CancellationToken cancellation) =>
        ServerChoice.OpenAsync(NamedUrl(parsed), Folder(parsed), IsFolderNamed(parsed), cancellation);

    /// <summary>Whether a text is the address of a server.</summary>
    public static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private string? NamedUrl(ParseResult parsed) => parsed.GetValue(_url) ?? ServerChoice.NamedByVariable;
}
