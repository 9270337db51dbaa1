namespace Headgate.Cli.Servers;

/// <summary>A server that this user has logged in to.</summary>
/// <param name="Url">Its address, without a closing slash.</param>
/// <param name="AccountId">The account of the token.</param>
/// <param name="Token">The token. Never print it.</param>
internal sealed record Login(string Url, long AccountId, string Token)
{
    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Url} account {AccountId}";
}
