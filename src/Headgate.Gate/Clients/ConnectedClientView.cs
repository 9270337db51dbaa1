namespace Headgate.Gate.Clients;

/// <summary>A client that was just let act as an agent.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="RedirectTo">Where the browser goes, with a code that is good once and for a minute.</param>
public sealed record ConnectedClientView(ClientConnectionView Connection, string RedirectTo)
{
    /// <summary>Shows no code.</summary>
    public override string ToString() => $"connection {Connection.Id}";
}
