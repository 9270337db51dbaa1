namespace Headgate.Reach;

/// <summary>What an address is, as far as anything that the server reaches out to is concerned.</summary>
public enum AddressKind
{
    /// <summary>An address of the public internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A private network, or the shared addresses of a carrier.</summary>
    Private,

    /// <summary>Link-local addresses, where clouds keep their metadata services.</summary>
    LinkLocal,

    /// <summary>Multicast, broadcast, documentation, translation and everything else that no receiver can have.</summary>
    Reserved,
}
