namespace Headgate.Gate.Clients;

/// <summary>What a client asks a person for, checked and sealed on its way through the person's browser.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="ClientName">What it calls itself.</param>
/// <param name="RedirectUri">Where the code goes.</param>
/// <param name="State">What the client wants back with it.</param>
/// <param name="Challenge">What whoever exchanges the code has to answer.</param>
/// <param name="Scope">The scopes.</param>
/// <param name="Until">Too late from then on.</param>
internal sealed record ConnectRequest(
    string ClientId,
    string ClientName,
    string RedirectUri,
    string? State,
    string Challenge,
    string Scope,
    DateTimeOffset Until
);
