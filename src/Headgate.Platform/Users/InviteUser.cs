using Headgate.Catalogue;
using Headgate.Platform.Accounts;
using Headgate.Platform.Groups;
using Headgate.Platform.Sessions;
using Headgate.Platform.Settings;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Users;

/// <summary>Adds a person to the account, with a link that signs them in once.</summary>
internal sealed class InviteUser : IOperation<InviteUser.Asked>
{
    private const int LongestText = 200;

    /// <summary>A person opens their mail within so many days, or is invited again.</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    public static Operation Spec { get; } =
        new()
        {
            Id = "users.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/users/",
            Capability = Capabilities.Users,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Members),
            Suffices = ["Security Admin"],
            Risk = "Whoever has the link signs in once as the new user, with every right of the groups.",
            Sentence = "{actor} invited a user",
            Summary = "Invite a user",
            Description =
                "Adds a person and answers with a link that signs them in to the console once, within three days; there they set a password or add a passkey. Give it to them by a way that you trust: "
                + "nothing is mailed. Somebody who was removed comes back so. Groups that give what the caller does not hold itself cannot be named.",
            Source = "headgate: sessions of the console",
            AnswersSecret = true,
            GivesRights = _ => true,
            Answers = AnswerForm.Created(PlatformJson.Default.InvitationView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Text("email", "Their e-mail address.", LongestText).Required().Told(), (a, v) => a.Email = v },
                { In.Body.Text("name", "Given and family name.", LongestText).Or("").Told(), (a, v) => a.Name = v },
                {
                    In.Body.Choice("license_type", "Their licence.", [.. UserNames.Licenses]).Or("developer").Told(),
                    (a, v) => a.License = v
                },
                {
                    In
                        .Body.Ids("group_ids", "Groups that they join beside those that every new user joins.")
                        .Naming(TargetKind.Group)
                        .Or([])
                        .Told(),
                    (a, v) => a.Groups = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        var email = asked.Email.Trim().ToLowerInvariant();
        if (UserNames.EmailFault(email) is { } fault)
        {
            input.Problem("email", fault);
        }
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        var groups = await db
            .Groups.Where(g => g.AccountId == call.AccountId && g.State == RowState.Active)
            .Where(g => asked.Groups.Contains(g.Id) || g.AssignByDefault)
            .OrderBy(g => g.Id)
            .ToListAsync(cancellation);
        foreach (var missing in asked.Groups.Except(groups.Select(g => g.Id)))
        {
            input.Problem("group_ids", $"no group has the id {missing}");
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (RightsGiven.Refusal(call, await GroupLoading.GrantsAsync(db, [.. groups.Select(g => g.Id)], cancellation)) is { } lacking)
        {
            return lacking;
        }
        var user = await db.Users.FirstOrDefaultAsync(u => u.Email == email && u.State == RowState.Active, cancellation);
        if (user is null)
        {
            db.Users.Add(user = UserNames.New(email, asked.Name));
            await db.SaveChangesAsync(cancellation);
        }
        var place = await db.Memberships.FirstOrDefaultAsync(m => m.AccountId == call.AccountId && m.UserId == user.Id, cancellation);
        if (place is { State: RowState.Active })
        {
            return Answer.BadRequest("email", $"{email} is a user of this account already.");
        }
        if (place is not null)
        {
            db.Memberships.Remove(place);
            await db.SaveChangesAsync(cancellation);
        }
        await AccountRows.JoinAsync(db, call.AccountId, user, asked.License, groups, cancellation);
        var (link, until) = await LinkAsync(call, db, user.Id, cancellation);
        await change.CommitAsync(cancellation);
        return call.Ok(
            new InvitationView(user.Id, email, call.Service<PlatformSettings>().PublicUrl + SignInLinks.Path + link.Reveal(), until)
        );
    }

    private static async Task<(Secret Link, DateTimeOffset Until)> LinkAsync(
        CallContext call,
        HeadgateDb db,
        long user,
        CancellationToken cancellation
    )
    {
        var (hasher, now) = (call.Service<TokenHasher>(), call.Service<TimeProvider>().GetUtcNow());
        var (token, _) = await AccountRows.AddPersonalTokenAsync(db, hasher, call.AccountId, user, "invitation", null, cancellation);
        var secret = TokenSecret.New(SessionSecret.LinkPrefix);
        db.Sessions.Add(
            new Session
            {
                AccountId = call.AccountId,
                TokenId = token.Id,
                IsPersonal = true,
                SecretHash = hasher.Hash(secret),
                CreatedAt = now,
                LastUsed = now,
                ExpiresAt = now + LinkLife,
            }
        );
        return (secret, now + LinkLife);
    }

    /// <summary>The person.</summary>
    internal sealed class Asked
    {
        public string Email { get; set; } = "";

        public string Name { get; set; } = "";

        public string License { get; set; } = "developer";

        public IReadOnlyList<long> Groups { get; set; } = [];
    }
}
