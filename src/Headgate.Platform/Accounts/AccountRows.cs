using System.Security.Cryptography;
using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Accounts;

/// <summary>The rows of accounts, people and tokens that are made beside the API. Whoever calls holds the transaction.</summary>
internal static class AccountRows
{
    /// <summary>The group whose members own the account.</summary>
    public const string Owners = "Owner";

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>An account, with the group of its owners.</summary>
    public static async Task<(Account Account, Group Owners)> AddAccountAsync(HeadgateDb db, string name, CancellationToken cancellation)
    {
        var account = new Account { Name = name, Identifier = "act_" + RandomNumberGenerator.GetString(Letters, 27) };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(cancellation);
        var owners = new Group { AccountId = account.Id, Name = Owners };
        db.Groups.Add(owners);
        await db.SaveChangesAsync(cancellation);
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
        return (account, owners);
    }

    /// <summary>A user's place in an account and its groups.</summary>
    public static async Task JoinAsync(
        HeadgateDb db,
        long account,
        User user,
        string license,
        IEnumerable<Group> groups,
        CancellationToken cancellation
    )
    {
        db.Memberships.Add(
            new Membership
            {
                AccountId = account,
                UserId = user.Id,
                LicenseType = license,
            }
        );
        db.GroupMembers.AddRange(
            groups.Select(g => new GroupMember
            {
                AccountId = account,
                GroupId = g.Id,
                UserId = user.Id,
            })
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>A service token with permission sets, for one project or all.</summary>
    public static async Task<(ServiceToken Token, Secret Secret)> AddServiceTokenAsync(
        HeadgateDb db,
        TokenHasher hasher,
        long account,
        NewTokenRequest request,
        CancellationToken cancellation
    )
    {
        var secret = TokenSecret.New(TokenSecret.ServicePrefix);
        var token = new ServiceToken
        {
            AccountId = account,
            Uid = Guid.NewGuid().ToString(),
            Name = request.Name,
            TokenHash = hasher.Hash(secret),
            TokenHint = TokenSecret.Hint(secret),
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync(cancellation);
        db.ServiceTokenPermissions.AddRange(
            request.Sets.Select(set => new ServiceTokenPermission
            {
                AccountId = account,
                ServiceTokenId = token.Id,
                PermissionSet = set,
                AllProjects = request.ProjectId is null,
                ProjectId = request.ProjectId,
                WritableEnvironmentCategories = [.. request.Categories],
            })
        );
        await db.SaveChangesAsync(cancellation);
        return (token, secret);
    }

    /// <summary>A personal token of a user.</summary>
    public static async Task<(PersonalToken Token, Secret Secret)> AddPersonalTokenAsync(
        HeadgateDb db,
        TokenHasher hasher,
        long account,
        long user,
        string name,
        DateTimeOffset? expiresAt,
        CancellationToken cancellation
    )
    {
        var secret = TokenSecret.New(TokenSecret.PersonalPrefix);
        var token = new PersonalToken
        {
            AccountId = account,
            UserId = user,
            Uid = Guid.NewGuid().ToString(),
            Name = name,
            TokenHash = hasher.Hash(secret),
            TokenHint = TokenSecret.Hint(secret),
            ExpiresAt = expiresAt?.ToUniversalTime(),
        };
        db.PersonalTokens.Add(token);
        await db.SaveChangesAsync(cancellation);
        return (token, secret);
    }
}
