using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>Accounts as the operator makes them at the machine, before anyone can call the API. Every act is recorded before it is done.</summary>
public sealed class OperatorAccounts(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    TokenHasher hasher,
    IOperatorRecord record
)
{
    private const string FirstToken = "First token";

    /// <summary>All accounts that are not deleted, by id.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Accounts.AsNoTracking()
            .Where(a => a.State == RowState.Active)
            .OrderBy(a => a.Id)
            .Select(a => new AccountSummary(
                a.Id,
                a.Name,
                db.Memberships.Count(m => m.AccountId == a.Id && m.State == RowState.Active),
                db.ServiceTokens.Count(t => t.AccountId == a.Id && t.State == RowState.Active)
                    + db.PersonalTokens.Count(t => t.AccountId == a.Id && t.State == RowState.Active),
                a.CreatedAt
            ))
            .ToListAsync(cancellation);
    }

    /// <summary>Makes an account with the group of its owners and a first service token, which may do everything in it.</summary>
    public async Task<ActResult<IssuedToken>> AddAsync(string name, string by, CancellationToken cancellation)
    {
        name = name.Trim();
        if (OperatorNames.Fault("account", name) is { } fault)
        {
            return ActResult<IssuedToken>.Not(fault);
        }
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        if (await db.Accounts.AnyAsync(a => a.Name == name && a.State == RowState.Active, cancellation))
        {
            return ActResult<IssuedToken>.Not($"There is an account \"{name}\" already; 'headgate account list' shows all.");
        }
        var (account, _) = await AccountRows.AddAccountAsync(db, name, cancellation);
        var request = new NewTokenRequest(FirstToken, [OperatorTokens.AdminSet], null, ["all"], null, null);
        var (token, secret) = await AccountRows.AddServiceTokenAsync(db, hasher, account.Id, request, cancellation);
        await record.RecordAsync(
            new OperatorAct(
                by,
                "operator.accounts.add",
                account.Id,
                $"made account \"{name}\" with a first service token",
                $"account {account.Id}, service token {token.Id} with Account Admin in all projects"
            )
        );
        await change.CommitAsync(cancellation);
        return ActResult<IssuedToken>.Of(new(account.Id, name, OperatorTokens.Summary(token, request.Sets, null), secret));
    }

    /// <summary>The account of an id, or the only one where none is named.</summary>
    internal static async Task<ActResult<Account>> FindAsync(HeadgateDb db, long? id, CancellationToken cancellation)
    {
        var found = await db
            .Accounts.AsNoTracking()
            .Where(a => a.State == RowState.Active && (id == null || a.Id == id))
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        return found switch
        {
            [var one] => ActResult<Account>.Of(one),
            [] when id is null => ActResult<Account>.Not("There is no account yet: 'headgate account add NAME' makes one."),
            [] => ActResult<Account>.Not($"There is no account {id}; 'headgate account list' shows all."),
            _ => ActResult<Account>.Not(
                $"Name the account with --account: {string.Join(", ", found.Select(a => $"{a.Id} is \"{a.Name}\""))}."
            ),
        };
    }
}
