using Headgate.Platform.Accounts;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Identities;

/// <summary>
/// Finds the user of an identity, or makes one where the operator allows it, and keeps them in the groups that the provider's groups map to. What changes is recorded before it does.
/// </summary>
/// <remarks>
/// The provider's subject says who somebody is. Their address does so once: at the first sign-in, and only where the provider vouches for it, as otherwise whoever can write any address
/// into a profile there would be that person here.
/// </remarks>
internal sealed class IdentityAdmission(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    TokenHasher hasher,
    IOperatorRecord record,
    IdentitySettings settings,
    TimeProvider time
)
{
    private const int LongestName = 100;

    /// <summary>Lets them in, or says why not.</summary>
    public async Task<Admitted> AdmitAsync(ProvedIdentity identity, CancellationToken cancellation)
    {
        long account;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if ((await AccountAsync(db, cancellation)) is not { } found)
            {
                return Admitted.Not("there is no account to sign in to");
            }
            account = found;
            if (
                await LinkAsync(db, account, identity, cancellation) is { } link
                && (await MappedGroups.OfAsync(db, account, link.UserId, identity.Groups, cancellation)).IsAsItShould
            )
            {
                return new Admitted(link.TokenId, null);
            }
        }
        try
        {
            return await ChangeAsync(account, identity, cancellation);
        }
        catch (DbUpdateException)
        {
            // The same person in another window was a moment earlier; what they need is there now.
            return await ChangeAsync(account, identity, cancellation);
        }
    }

    private async Task<Admitted> ChangeAsync(long account, ProvedIdentity identity, CancellationToken cancellation)
    {
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var acts = new List<string>();
        var link = await LinkAsync(db, account, identity, cancellation);
        if (link is null)
        {
            var (user, fault) = await UserAsync(db, account, identity, acts, cancellation);
            if (user is null)
            {
                return Admitted.Not(fault!);
            }
            link = await AddLinkAsync(db, account, user, identity, cancellation);
            acts.Add($"linked {user.Email} to its subject {identity.Subject}");
        }
        var groups = await MappedGroups.OfAsync(db, account, link.UserId, identity.Groups, cancellation);
        groups.Apply(db, time.GetUtcNow());
        if (!groups.IsAsItShould)
        {
            var email = await db.Users.Where(u => u.Id == link.UserId).Select(u => u.Email).FirstAsync(cancellation);
            acts.AddRange(groups.Sentences(email));
        }
        await record.RecordAsync(
            new OperatorAct($"Identity provider {identity.Issuer}", "operator.users.sign_in", account, string.Join("; ", acts))
        );
        await change.CommitAsync(cancellation);
        return new Admitted(link.TokenId, null);
    }

    private async Task<(User? User, string? Fault)> UserAsync(
        HeadgateDb db,
        long account,
        ProvedIdentity identity,
        List<string> acts,
        CancellationToken cancellation
    )
    {
        var email = identity.Email?.Trim().ToLowerInvariant() ?? "";
        if (UserNames.EmailFault(email) is not null)
        {
            return (null, "the provider says no address");
        }
        if (!identity.IsEmailVerified && !settings.TrustsAddresses)
        {
            return (null, $"the provider does not say that {email} is verified, and sign_in.oidc.trust_addresses is off");
        }
        var user = await db.Users.FirstOrDefaultAsync(u => u.Email == email, cancellation);
        var place = user is null
            ? null
            : await db.Memberships.FirstOrDefaultAsync(m => m.AccountId == account && m.UserId == user.Id, cancellation);
        if (user is { State: not RowState.Active } or { IsActive: false } || place is { State: not RowState.Active })
        {
            return (null, $"{email} was removed by an administrator");
        }
        if (user is not null && await db.ProviderLinks.AnyAsync(l => l.UserId == user.Id && l.Issuer == identity.Issuer, cancellation))
        {
            return (null, $"{email} is another person's at the provider: its subject is not the one that the user is linked to");
        }
        if (place is not null)
        {
            return (user, null);
        }
        if (!settings.AddsUsers)
        {
            return (null, $"{email} is no user, and sign_in.oidc.add_users is off");
        }
        if (user is null)
        {
            user = UserNames.New(email, identity.Name is { Length: > LongestName } name ? name[..LongestName] : identity.Name);
            db.Users.Add(user);
            await db.SaveChangesAsync(cancellation);
        }
        var defaults = await db
            .Groups.Where(g => g.AccountId == account && g.State == RowState.Active && g.AssignByDefault)
            .ToListAsync(cancellation);
        await AccountRows.JoinAsync(db, account, user, settings.License, defaults, cancellation);
        acts.Add($"added user {email}");
        return (user, null);
    }

    private async Task<ProviderLink> AddLinkAsync(
        HeadgateDb db,
        long account,
        User user,
        ProvedIdentity identity,
        CancellationToken cancellation
    )
    {
        var name = $"sign-in with {new Uri(identity.Issuer).Host}";
        var (token, _) = await AccountRows.AddPersonalTokenAsync(db, hasher, account, user.Id, name, null, cancellation);
        var link = new ProviderLink
        {
            AccountId = account,
            UserId = user.Id,
            TokenId = token.Id,
            Issuer = identity.Issuer,
            Subject = identity.Subject,
            CreatedAt = time.GetUtcNow(),
        };
        db.ProviderLinks.Add(link);
        await db.SaveChangesAsync(cancellation);
        return link;
    }

    private Task<long?> AccountAsync(HeadgateDb db, CancellationToken cancellation) =>
        db
            .Accounts.Where(a => a.State == RowState.Active && (settings.AccountId == null || a.Id == settings.AccountId))
            .OrderBy(a => a.Id)
            .Select(a => (long?)a.Id)
            .FirstOrDefaultAsync(cancellation);

    private static Task<ProviderLink?> LinkAsync(HeadgateDb db, long account, ProvedIdentity identity, CancellationToken cancellation) =>
        db
            .ProviderLinks.AsNoTracking()
            .FirstOrDefaultAsync(l => l.AccountId == account && l.Issuer == identity.Issuer && l.Subject == identity.Subject, cancellation);
}
