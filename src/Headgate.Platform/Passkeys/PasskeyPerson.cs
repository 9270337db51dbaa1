namespace Headgate.Platform.Passkeys;

/// <summary>Whose passkeys are asked for: a user at an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="UserId">The user.</param>
internal sealed record PasskeyPerson(long AccountId, long UserId)
{
    /// <summary>What a device keeps beside the key, and says when it signs: it names the person to this server, and to nobody else.</summary>
    public string Handle => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{AccountId}.{UserId}");

    /// <summary>The person of a handle; null where it is none.</summary>
    public static PasskeyPerson? Of(string handle) =>
        handle.Split('.') is [var account, var user]
        && long.TryParse(account, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var a)
        && long.TryParse(user, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var u)
            ? new PasskeyPerson(a, u)
            : null;
}
