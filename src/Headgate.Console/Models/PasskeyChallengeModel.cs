namespace Headgate.WebConsole.Models;

/// <summary>What a browser makes a passkey with.</summary>
/// <param name="Host">The name that it will be good for.</param>
/// <param name="Options">For the browser, in the JSON of WebAuthn.</param>
/// <param name="State">Is sent back with the browser's answer.</param>
public sealed record PasskeyChallengeModel(string Host, string Options, string State);
