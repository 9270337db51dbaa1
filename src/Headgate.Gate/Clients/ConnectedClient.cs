using Headgate.Catalogue;

namespace Headgate.Gate.Clients;

/// <summary>A connection that was just made.</summary>
/// <param name="View">The connection.</param>
/// <param name="Code">What its client exchanges for tokens.</param>
internal sealed record ConnectedClient(ClientConnectionView View, Secret Code);
