using System.Security.Cryptography;
using System.Text;
using Headgate.Wire;

namespace Headgate.Gate.Repeats;

/// <summary>A name that a caller gave to a call: one of this caller's, in this account, at this upstream.</summary>
internal sealed record CallName(long Account, string CallerKind, long Caller, long Upstream, long CalledAccount, string KeyHash)
{
    public static CallName Of(string key, TermsCall call) =>
        new(
            call.Caller.HomeAccountId,
            call.Caller.Kind.ToString(),
            call.Caller.Id,
            call.Caller.Upstream?.Id ?? 0,
            call.Caller.AccountId,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))
        );
}
