namespace Headgate.Gate.Addresses;

/// <summary>Where people reach the server.</summary>
/// <param name="Url">Its address, without a slash at its end: the issuer of every token, whatever a request calls the server.</param>
public sealed record PublicAddress(string Url);
