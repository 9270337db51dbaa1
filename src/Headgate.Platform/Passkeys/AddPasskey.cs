using System.Buffers.Text;
using Headgate.Catalogue;
using Headgate.Platform.Accounts;
using Headgate.Platform.Passwords;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passkeys;

/// <summary>Adds a passkey of whoever calls.</summary>
internal sealed class AddPasskey : IOperation<AddPasskey.Asked>
{
    private const int Most = 20;
    private const int LongestName = 100;
    private const int LongestPassword = 128;

    public static Operation Spec { get; } =
        new()
        {
            Id = "passkeys.add",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/passkeys/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Whoever holds the device and is known by it signs in to the console with the rights of the person.",
            Sentence = "{actor} added a passkey to sign in with",
            Summary = "Add a passkey of one's own",
            Description =
                "Adds what a browser has made with the challenge of passkeys.challenge: the public key is kept, and the person of this call signs in with the other half. Where they have a password, a "
                + "session has to say it; a personal access token need not.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.Created(PlatformJson.Default.PasskeyView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                {
                    In.Body.Text("name", "What the person calls it, such as the device.", LongestName).Required().Told(),
                    (a, v) => a.Name = v
                },
                { In.Body.Text("state", "The state of the challenge.", PasskeyCredential.Longest).Required(), (a, v) => a.State = v },
                {
                    In.Body.Text("credential", "What the browser answers, in the JSON of WebAuthn.", PasskeyCredential.Longest).Required(),
                    (a, v) => a.Credential = v
                },
                { In.Body.Text("current", "The person's password.", LongestPassword).Or("").Masked(), (a, v) => a.Current = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (call.Caller.UserId is not { } user)
        {
            return Answer.RuleBroken("A service token belongs to no person. Sign in as a person to add a passkey.");
        }
        if (await CurrentPassword.FaultAsync(call, user, asked.Current, cancellation) is { } unproved)
        {
            return unproved;
        }
        var made = await call.Service<PasskeyAuthority>().AddedAsync(new(call.AccountId, user), asked.State, asked.Credential);
        if (made is null)
        {
            return Answer.BadRequest("credential", "This answers no challenge of the last five minutes. Begin again.");
        }
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        if (await db.Passkeys.CountAsync(p => p.AccountId == call.AccountId && p.UserId == user, cancellation) >= Most)
        {
            return Answer.RuleBroken($"A person has at most {Most} passkeys. Remove one that is not used any more.");
        }
        var name = asked.Name.Trim();
        var (token, _) = await AccountRows.AddPersonalTokenAsync(
            db,
            call.Service<TokenHasher>(),
            call.AccountId,
            user,
            $"sign-in with passkey \"{name}\"",
            null,
            cancellation
        );
        var row = new Passkey
        {
            AccountId = call.AccountId,
            UserId = user,
            TokenId = token.Id,
            Name = name,
            CredentialId = Base64Url.EncodeToString(made.CredentialId),
            PublicKey = made.PublicKey,
            SignCount = made.SignCount,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            CreatedAt = call.Service<TimeProvider>().GetUtcNow(),
        };
        db.Passkeys.Add(row);
        await change.CommitAsync(cancellation);
        return call.Ok(new PasskeyView(row.Id, row.Name, row.IsBackedUp, row.CreatedAt, row.LastUsed));
    }

    /// <summary>The passkey.</summary>
    internal sealed class Asked
    {
        public string Name { get; set; } = "";

        public string State { get; set; } = "";

        public string Credential { get; set; } = "";

        public string Current { get; set; } = "";
    }
}
