namespace Headgate.Wire;

/// <summary>What a browser is asked to sign.</summary>
/// <param name="Options">For the browser, in the JSON of WebAuthn.</param>
/// <param name="State">What the server needs to know its question again, sealed; the browser sends it back.</param>
public sealed record PasskeyChallenge(string Options, string State);
