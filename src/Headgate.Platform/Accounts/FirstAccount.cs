using System.Security.Cryptography;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>
/// Makes what must exist before anyone can call the API: an account, its first user, and a service token with which everything else is made.
/// </summary>
public sealed class FirstAccount(IDbContextFactory<HeadgateDb> databases, TokenHasher hasher)
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The account of the lowest id, or null where there is none yet.</summary>
    public async Task<long?> FindAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Accounts.AsNoTracking()
            .Where(a => a.State == RowState.Active)
            .OrderBy(a => a.Id)
            .Select(a => (long?)a.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Makes an account with a user who owns it; gives its id.</summary>
    public async Task<long> CreateAsync(string name, string email, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = new Account { Name = name, Identifier = "act_" + RandomNumberGenerator.GetString(Letters, 27) };
        var user = new User
        {
            Email = email,
            FirstName = "First",
            LastName = "Owner",
            EmailVerified = true,
        };
        db.Accounts.Add(account);
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellation);
        var owners = new Group { AccountId = account.Id, Name = "Owner" };
        db.Groups.Add(owners);
        db.Memberships.Add(new Membership { AccountId = account.Id, UserId = user.Id });
        await db.SaveChangesAsync(cancellation);
        db.GroupMembers.Add(
            new GroupMember
            {
                AccountId = account.Id,
                GroupId = owners.Id,
                UserId = user.Id,
            }
        );
        db.GroupPermissions.Add(
            new GroupPermission
            {
                AccountId = account.Id,
                GroupId = owners.Id,
                PermissionSet = "owner",
                AllProjects = true,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return account.Id;
    }

    /// <summary>Makes a service token with the permission set Account Admin for all projects; the secret is given this once.</summary>
    public async Task<Catalogue.Secret> AddAdminTokenAsync(long account, string name, CancellationToken cancellation)
    {
        var secret = TokenSecret.New(TokenSecret.ServicePrefix);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var token = new ServiceToken
        {
            AccountId = account,
            Uid = Guid.NewGuid().ToString(),
            Name = name,
            TokenHash = hasher.Hash(secret),
            TokenHint = TokenSecret.Hint(secret),
        };
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync(cancellation);
        db.ServiceTokenPermissions.Add(
            new ServiceTokenPermission
            {
                AccountId = account,
                ServiceTokenId = token.Id,
                PermissionSet = "account_admin",
                AllProjects = true,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }
}
