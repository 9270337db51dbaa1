namespace Headgate.Platform.Views;

/// <summary>What a browser is asked to make a passkey with.</summary>
/// <param name="Host">The name that the passkey will be good for.</param>
/// <param name="Options">For <c>navigator.credentials.create</c>, in the JSON of WebAuthn.</param>
/// <param name="State">Is sent back with what the browser answers.</param>
internal sealed record PasskeyChallengeView(string Host, string Options, string State);
