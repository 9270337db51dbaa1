using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>People as the operator adds them at the machine. Every act is recorded before it is done.</summary>
public sealed class OperatorUsers(IDbContextFactory<HeadgateDb> databases, RightsChanges rights, TokenHasher hasher, IOperatorRecord record)
{
    private const string FirstToken = "First token";

    /// <summary>The people of an account, by id.</summary>
    public async Task<ActResult<IReadOnlyList<UserSummary>>> ListAsync(long? account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await OperatorAccounts.FindAsync(db, account, cancellation);
        if (found.Value is not { Id: var id })
        {
            return ActResult<IReadOnlyList<UserSummary>>.Not(found.Fault!);
        }
        var people = await (
            from place in db.Memberships
            join user in db.Users on place.UserId equals user.Id
            where place.AccountId == id && place.State == RowState.Active && user.State == RowState.Active
            orderby user.Id
            select new { user, place.LicenseType }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        var groups = (
            await (
                from member in db.GroupMembers
                join team in db.Groups on member.GroupId equals team.Id
                where member.AccountId == id && team.State == RowState.Active
                orderby team.Id
                select new { member.UserId, team.Name }
            )
                .AsNoTracking()
                .ToListAsync(cancellation)
        ).ToLookup(g => g.UserId, g => g.Name);
        return ActResult<IReadOnlyList<UserSummary>>.Of([.. people.Select(p => Summary(p.user, p.LicenseType, groups[p.user.Id]))]);
    }

    /// <summary>Adds a person to an account, with a personal token whose secret is in the answer and never again.</summary>
    public async Task<ActResult<IssuedToken>> AddAsync(long? account, NewUserRequest request, string by, CancellationToken cancellation)
    {
        // Addresses are kept in lower case, so that one person has one.
        var email = request.Email.Trim().ToLowerInvariant();
        if (Fault(email, request.License) is { } fault)
        {
            return ActResult<IssuedToken>.Not(fault);
        }
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var found = await OperatorAccounts.FindAsync(db, account, cancellation);
        if (found.Value is not { } owner)
        {
            return ActResult<IssuedToken>.Not(found.Fault!);
        }
        var groups = await db
            .Groups.Where(g => g.AccountId == owner.Id && g.State == RowState.Active)
            .OrderBy(g => g.Id)
            .ToListAsync(cancellation);
        if (request.Groups.FirstOrDefault(name => !groups.Exists(g => g.Name == name)) is { } unknown)
        {
            return ActResult<IssuedToken>.Not(
                $"Account \"{owner.Name}\" has no group \"{unknown}\"; its groups are {string.Join(", ", groups.Select(g => g.Name))}."
            );
        }
        var user = await db.Users.FirstOrDefaultAsync(u => u.Email == email && u.State == RowState.Active, cancellation);
        if (user is null)
        {
            user = UserNames.New(email, request.Name);
            db.Users.Add(user);
            await db.SaveChangesAsync(cancellation);
        }
        else if (
            await db.Memberships.AnyAsync(m => m.AccountId == owner.Id && m.UserId == user.Id && m.State == RowState.Active, cancellation)
        )
        {
            return ActResult<IssuedToken>.Not(
                $"{email} is a user of account \"{owner.Name}\" already; 'headgate token add NAME --user {email}' makes another token."
            );
        }
        var joined = groups.Where(g => request.Groups.Contains(g.Name)).ToList();
        await AccountRows.JoinAsync(db, owner.Id, user, request.License, joined, cancellation);
        var (token, secret) = await AccountRows.AddPersonalTokenAsync(db, hasher, owner.Id, user.Id, FirstToken, null, cancellation);
        await record.RecordAsync(
            new OperatorAct(
                by,
                "operator.users.add",
                owner.Id,
                $"added user {email} with a first personal token",
                $"user {user.Id}, licence {request.License}, in {string.Join(", ", joined.Select(g => $"\"{g.Name}\""))}"
            )
        );
        await change.CommitAsync(cancellation);
        return ActResult<IssuedToken>.Of(new(owner.Id, owner.Name, OperatorTokens.Summary(token, user.Email), secret));
    }

    private static string? Fault(string email, string license) =>
        UserNames.EmailFault(email)
        ?? (
            UserNames.Licenses.Contains(license) ? null : $"\"{license}\" is no licence; they are {string.Join(", ", UserNames.Licenses)}."
        );

    private static UserSummary Summary(User user, string license, IEnumerable<string> groups) =>
        new(user.Id, user.Email, $"{user.FirstName} {user.LastName}".Trim(), license, [.. groups]);
}
