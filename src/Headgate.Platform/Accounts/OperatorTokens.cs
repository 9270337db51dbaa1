using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Accounts;

/// <summary>Service tokens and personal tokens as the operator makes and revokes them at the machine. Every act is recorded before it is done.</summary>
public sealed class OperatorTokens(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    TokenHasher hasher,
    IOperatorRecord record,
    TimeProvider time
)
{
    /// <summary>The permission set that may do everything in an account.</summary>
    internal const string AdminSet = "account_admin";

    /// <summary>The tokens of an account that are not revoked: service tokens, then personal ones, by id.</summary>
    public async Task<ActResult<IReadOnlyList<TokenSummary>>> ListAsync(long? account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await OperatorAccounts.FindAsync(db, account, cancellation);
        if (found.Value is not { Id: var id })
        {
            return ActResult<IReadOnlyList<TokenSummary>>.Not(found.Fault!);
        }
        var tokens = await db
            .ServiceTokens.AsNoTracking()
            .Where(t => t.AccountId == id && t.State == RowState.Active)
            .OrderBy(t => t.Id)
            .ToListAsync(cancellation);
        var sets = (
            await db
                .ServiceTokenPermissions.AsNoTracking()
                .Where(p => p.AccountId == id && p.State == RowState.Active)
                .ToListAsync(cancellation)
        ).ToLookup(p => p.ServiceTokenId);
        var personal = await (
            from token in db.PersonalTokens
            join user in db.Users on token.UserId equals user.Id
            where token.AccountId == id && token.State == RowState.Active
            orderby token.Id
            select new { token, user.Email }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return ActResult<IReadOnlyList<TokenSummary>>.Of([
            .. tokens.Select(t => Summary(t, [.. sets[t.Id].OrderBy(p => p.Id).Select(p => Words(p.PermissionSet, p.ProjectId))])),
            .. personal.Select(p => Summary(p.token, p.Email)),
        ]);
    }

    /// <summary>Makes a token; its secret is in the answer and never again.</summary>
    public async Task<ActResult<IssuedToken>> AddAsync(long? account, NewTokenRequest request, string by, CancellationToken cancellation)
    {
        request = request with { Name = request.Name.Trim() };
        if (Fault(request) is { } fault)
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
        if (
            request.ProjectId is { } project
            && !await db.Projects.AnyAsync(p => p.AccountId == owner.Id && p.Id == project && p.State == RowState.Active, cancellation)
        )
        {
            return ActResult<IssuedToken>.Not($"Account \"{owner.Name}\" has no project {project}.");
        }
        TokenSummary made;
        Secret secret;
        if (request.User is { } email)
        {
            if (await MemberAsync(db, owner.Id, email, cancellation) is not { } user)
            {
                return ActResult<IssuedToken>.Not(
                    $"Account \"{owner.Name}\" has no user {email}; 'headgate user list' shows who is there, and 'headgate user add' adds one."
                );
            }
            (var token, secret) = await AccountRows.AddPersonalTokenAsync(
                db,
                hasher,
                owner.Id,
                user.Id,
                request.Name,
                request.ExpiresAt,
                cancellation
            );
            made = Summary(token, user.Email);
        }
        else
        {
            (var token, secret) = await AccountRows.AddServiceTokenAsync(db, hasher, owner.Id, request, cancellation);
            made = Summary(token, request.Sets, request.ProjectId);
        }
        await record.RecordAsync(new OperatorAct(by, "operator.tokens.add", owner.Id, $"made {Named(made)}", After(made)));
        await change.CommitAsync(cancellation);
        return ActResult<IssuedToken>.Of(new(owner.Id, owner.Name, made, secret));
    }

    /// <summary>Revokes a token by its id or name; it is refused from the next call on.</summary>
    public async Task<ActResult<TokenSummary>> RevokeAsync(
        long? account,
        string token,
        bool personal,
        string by,
        CancellationToken cancellation
    )
    {
        var listed = await ListAsync(account, cancellation);
        if (listed.Value is null)
        {
            return ActResult<TokenSummary>.Not(listed.Fault!);
        }
        var kind = personal ? "personal" : "service";
        var ofKind = listed.Value.Where(t => t.Kind == kind).ToList();
        var named = ofKind.Where(t => t.Name == token).ToList();
        var matches = named.Count > 0 ? named : [.. ofKind.Where(t => long.TryParse(token, out var id) && t.Id == id)];
        if (matches is not [var one])
        {
            return ActResult<TokenSummary>.Not(
                matches.Count == 0
                    ? $"There is no {kind} token \"{token}\"{(personal ? "" : " (--personal revokes one of a user's)")}; 'headgate token list' shows all."
                    : $"Several {kind} tokens are named \"{token}\" ({string.Join(", ", matches.Select(t => t.Id))}): name one by its number."
            );
        }
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var owner = (await OperatorAccounts.FindAsync(db, account, cancellation)).Value!;
        if (personal)
        {
            (await db.PersonalTokens.SingleAsync(t => t.Id == one.Id, cancellation)).State = RowState.Deleted;
        }
        else
        {
            (await db.ServiceTokens.SingleAsync(t => t.Id == one.Id, cancellation)).State = RowState.Deleted;
        }
        await record.RecordAsync(new OperatorAct(by, "operator.tokens.revoke", owner.Id, $"revoked {Named(one)}"));
        await change.CommitAsync(cancellation);
        return ActResult<TokenSummary>.Of(one);
    }

    /// <summary>A new service token.</summary>
    internal static TokenSummary Summary(ServiceToken token, IEnumerable<string> sets, long? project) =>
        Summary(token, [.. sets.Select(set => Words(set, project))]);

    /// <summary>A personal token.</summary>
    internal static TokenSummary Summary(PersonalToken token, string email) =>
        new(token.Id, "personal", token.Name, token.TokenHint, email, [], token.ExpiresAt, token.LastUsed);

    /// <summary>The token in a sentence.</summary>
    internal static string Named(TokenSummary token) =>
        $"{token.Kind} token \"{token.Name}\"{(token.User is { } user ? $" of {user}" : "")}";

    private static TokenSummary Summary(ServiceToken token, IReadOnlyList<string> rights) =>
        new(token.Id, "service", token.Name, token.TokenHint, null, rights, token.ExpiresAt, token.LastUsed);

    private static Task<User?> MemberAsync(HeadgateDb db, long account, string email, CancellationToken cancellation)
    {
        var address = email.Trim().ToLowerInvariant();
        return db
            .Users.Where(u =>
                u.State == RowState.Active
                && (u.Email == email || u.Email == address)
                && db.Memberships.Any(m => m.AccountId == account && m.UserId == u.Id && m.State == RowState.Active)
            )
            .FirstOrDefaultAsync(cancellation);
    }

    private string? Fault(NewTokenRequest request)
    {
        if (OperatorNames.Fault("token", request.Name) is { } fault)
        {
            return fault;
        }
        if (request.ExpiresAt <= time.GetUtcNow())
        {
            return "A token's end must lie in the future.";
        }
        if (request.User is not null)
        {
            return request.Sets.Count > 0 || request.ProjectId is not null
                ? "A personal token has the rights of its user: it takes no permission set and no project."
                : null;
        }
        var usable = PermissionSets.All.Where(s => s.OnTokens).ToList();
        if (request.Sets.Count == 0 || request.Sets.FirstOrDefault(name => !usable.Exists(s => s.Name == name)) is not null)
        {
            var wrong = request.Sets.FirstOrDefault(name => !usable.Exists(s => s.Name == name));
            return (
                    wrong is null
                        ? "A service token needs at least one permission set"
                        : $"\"{wrong}\" is no permission set of service tokens"
                ) + $". They are {string.Join(", ", usable.Select(s => s.Name))}.";
        }
        return
            request.ProjectId is not null
            && usable.Find(s => request.Sets.Contains(s.Name) && s.Reach == PermissionReach.Account) is { } wide
            ? $"{wide.Title} is for the whole account and takes no project."
            : null;
    }

    private static string Words(string set, long? project) => set + (project is { } id ? $" in project {id}" : "");

    private static string After(TokenSummary made) =>
        made.User is null ? $"token {made.Id} with {string.Join(", ", made.Rights)}" : $"token {made.Id} with the rights of {made.User}";
}
