using Headgate.Catalogue;
using Headgate.Platform.Accounts;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passwords;

/// <summary>Sets the password of whoever calls.</summary>
internal sealed class SetPassword : IOperation<SetPassword.Asked>
{
    private const string TokenName = "sign-in with password";
    private const int Least = 12;
    private const int Most = 128;

    public static Operation Spec { get; } =
        new()
        {
            Id = "passwords.set",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/password/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Whoever knows the password signs in to the console with the rights of the person.",
            Sentence = "{actor} set a password to sign in with",
            Summary = "Set one's own password",
            Description =
                "Sets the password with which the person of this call signs in to the console. Where there is one already, a session has to say it; a personal access token need not. Sessions "
                + "that the old password opened end at once. The password is kept as an Argon2id hash.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.One(PlatformJson.Default.Int64),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Text("current", "The password so far.", Most).Or("").Masked(), (a, v) => a.Current = v },
                {
                    In.Body.Text("password", $"The new password: {Least} to {Most} characters.", Most).Or("").Masked(),
                    (a, v) => a.Password = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (call.Caller.UserId is not { } user)
        {
            return Answer.RuleBroken("A service token belongs to no person. Sign in with a personal access token to set a password.");
        }
        if (Fault(asked.Password, call.Caller.Name) is { } fault)
        {
            return Answer.BadRequest("password", fault);
        }
        var now = call.Service<TimeProvider>().GetUtcNow();
        // Hashing takes its time: nobody else's change waits for it.
        if (await CurrentPassword.FaultAsync(call, user, asked.Current, cancellation) is { } refused)
        {
            return refused;
        }
        var hash = await PasswordHash.MakeAsync(asked.Password, cancellation);
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        var row = await db.Passwords.FirstOrDefaultAsync(p => p.AccountId == call.AccountId && p.UserId == user, cancellation);
        var (token, _) = await AccountRows.AddPersonalTokenAsync(
            db,
            call.Service<TokenHasher>(),
            call.AccountId,
            user,
            TokenName,
            null,
            cancellation
        );
        if (row is null)
        {
            db.Passwords.Add(row = new Password { AccountId = call.AccountId, UserId = user });
        }
        else
        {
            await db
                .PersonalTokens.Where(t => t.Id == row.TokenId)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.State, RowState.Deleted), cancellation);
        }
        (row.TokenId, row.ChangedAt, row.Failures, row.LockedUntil) = (token.Id, now, 0, null);
        row.Hash = hash;
        await db.SaveChangesAsync(cancellation);
        await change.CommitAsync(cancellation);
        return call.Ok(user);
    }

    private static string? Fault(string password, string email) =>
        password.Length < Least ? $"A password has at least {Least} characters; a sentence is easy to remember."
        : password.Any(char.IsControl) ? "A password has no control characters."
        : password.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase) ? "A password does not contain one's own name."
        : System.Text.Encoding.UTF8.GetByteCount($"{email}\n{password}") > PasswordCredential.MostBytes ? "The password is too long."
        : null;

    /// <summary>The passwords.</summary>
    internal sealed class Asked
    {
        public string Current { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
