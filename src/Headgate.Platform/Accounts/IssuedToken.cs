using Headgate.Catalogue;

namespace Headgate.Platform.Accounts;

/// <summary>A new token with its secret, which is never given again.</summary>
/// <param name="Account">The account.</param>
/// <param name="AccountName">Its name.</param>
/// <param name="Token">The token.</param>
/// <param name="Secret">The secret.</param>
public sealed record IssuedToken(long Account, string AccountName, TokenSummary Token, Secret Secret);
