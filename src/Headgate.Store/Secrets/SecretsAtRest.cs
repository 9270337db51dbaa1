using Microsoft.AspNetCore.DataProtection;
using Secret = Headgate.Catalogue.Secret;

namespace Headgate.Store.Secrets;

/// <summary>Encrypts what has to be read again: warehouse credentials, signing secrets, secret variables. Keys lie in the key folder.</summary>
public sealed class SecretsAtRest(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("headgate.secrets.v1");

    /// <summary>The encrypted form, safe to store.</summary>
    public string Seal(Secret secret) => _protector.Protect(secret.Reveal());

    /// <summary>The secret of an encrypted form. Throws when the key is missing or the text was changed.</summary>
    public Secret Open(string stored) => new(_protector.Unprotect(stored));
}
