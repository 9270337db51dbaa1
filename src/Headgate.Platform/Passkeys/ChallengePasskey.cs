using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Wire;

namespace Headgate.Platform.Passkeys;

/// <summary>Begins to add a passkey.</summary>
internal sealed class ChallengePasskey : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "passkeys.challenge",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/passkeys/challenge/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: a challenge by itself opens nothing.",
            Sentence = "{actor} asked for a challenge to make a passkey with",
            Summary = "Ask what to make a passkey with",
            Description =
                "What a browser needs to make a passkey for the person of this call (WebAuthn), good for five minutes. What the browser answers goes to passkeys.add.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.One(PlatformJson.Default.PasskeyChallengeView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var authority = call.Service<PasskeyAuthority>();
        if (call.Caller.UserId is not { } user)
        {
            return Answer.RuleBroken("A service token belongs to no person. Sign in as a person to add a passkey.");
        }
        if (authority.Host is not { } host)
        {
            return Answer.RuleBroken("Browsers make passkeys for names alone, and public_url has an address without one.");
        }
        var made = await authority.AddAsync(new PasskeyPerson(call.AccountId, user), call.Caller.Name);
        return call.Ok(new PasskeyChallengeView(host, made.Options, made.State));
    }
}
