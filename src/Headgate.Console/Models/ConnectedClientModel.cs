namespace Headgate.WebConsole.Models;

/// <summary>A client that was just let act as an agent.</summary>
public sealed record ConnectedClientModel
{
    /// <summary>Where the browser goes.</summary>
    public string RedirectTo { get; init; } = "";
}
