namespace Headgate.Catalogue;

/// <summary>Where a good credential is accepted; null members do not narrow.</summary>
/// <param name="Networks">The networks that its calls come from.</param>
/// <param name="Surface">The one door that it is for.</param>
public sealed record CredentialBounds(NetworkList? Networks = null, string? Surface = null)
{
    /// <summary>Why it is refused at a door for a caller's address; null where it is accepted.</summary>
    /// <param name="surface">The door's name in the record.</param>
    /// <param name="address">The address of the caller.</param>
    public Reason? FaultAt(string surface, string address) =>
        Surface is not null && !string.Equals(Surface, surface, StringComparison.Ordinal) ? Reason.BadToken
        : Networks?.Contains(address) == false ? Reason.KeyOutsideNetwork
        : null;
}
