namespace Headgate.Wire;

/// <summary>Makes what a browser is asked to sign before anybody is known.</summary>
public interface IPasskeyChallenges
{
    /// <summary>The name that passkeys of this server are good for; null where it is reached by an address alone, for which browsers make none.</summary>
    string? Host { get; }

    /// <summary>A challenge to sign in: any passkey of this server answers it.</summary>
    Task<PasskeyChallenge> SignInAsync();
}
