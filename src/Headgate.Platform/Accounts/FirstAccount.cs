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
        var (account, owners) = await AccountRows.AddAccountAsync(db, name, cancellation);
        var user = new User
        {
            Email = email,
            FirstName = "First",
            LastName = "Owner",
            EmailVerified = true,
        };
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellation);
        await AccountRows.JoinAsync(db, account.Id, user, "developer", [owners], cancellation);
        await transaction.CommitAsync(cancellation);
        return account.Id;
    }

    /// <summary>Makes a service token with the permission set Account Admin for all projects; the secret is given this once.</summary>
    public async Task<Catalogue.Secret> AddAdminTokenAsync(long account, string name, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var request = new NewTokenRequest(name, [OperatorTokens.AdminSet], ProjectId: null, Categories: [], User: null, ExpiresAt: null);
        var (_, secret) = await AccountRows.AddServiceTokenAsync(db, hasher, account, request, cancellation);
        await transaction.CommitAsync(cancellation);
        return secret;
    }
}
