using System.Globalization;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Approvals;

/// <summary>Who may agree, and whether whoever agreed still could.</summary>
internal sealed class Approvers(TimeProvider time)
{
    private const string Operator = "operator";

    /// <summary>How a credential is kept beside what it decided.</summary>
    public static string CredentialOf(ChangeActor actor) => string.Create(CultureInfo.InvariantCulture, $"{actor.Kind} {actor.Id}");

    /// <summary>Why somebody may not decide about an agent's question: nobody agrees to what they ask for themselves. Null where they may.</summary>
    /// <param name="db">The database.</param>
    /// <param name="question">The question.</param>
    /// <param name="actor">Who would decide.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<string?> OwnAsync(HeadgateDb db, Approval question, ChangeActor actor, CancellationToken cancellation)
    {
        if (await UserAsync(db, actor, cancellation) is not { } user)
        {
            return null;
        }
        var owner = await db.Agents.Where(a => a.Id == question.AgentId).Select(a => a.Owner).FirstOrDefaultAsync(cancellation);
        var name = $"{user.FirstName} {user.LastName}".Trim();
        if (
            !string.IsNullOrWhiteSpace(owner)
            && (
                string.Equals(owner.Trim(), user.Email, StringComparison.OrdinalIgnoreCase)
                || string.Equals(owner.Trim(), name, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return $"{user.Email} is the owner of agent \"{question.AgentName}\", and nobody agrees to what their own agent asks for. Another administrator has to decide.";
        }
        return await ConnectedAsync(db, question, user, cancellation) is { } client
            ? $"{user.Email} lets \"{client}\" act as agent \"{question.AgentName}\", and nobody agrees to what is asked for in their name. Another administrator has to decide."
            : null;
    }

    /// <summary>A program that a person lets act as the agent that asks; null for none.</summary>
    private static async Task<string?> ConnectedAsync(HeadgateDb db, Approval question, User user, CancellationToken cancellation)
    {
        var connections = await db
            .ClientConnections.AsNoTracking()
            .Where(c => c.AgentId == question.AgentId && c.RevokedAt == null)
            .Select(c => new { c.ClientName, c.GivenWith })
            .ToListAsync(cancellation);
        foreach (var connection in connections)
        {
            if (
                connection.GivenWith.Split(' ') is [var kind, var text]
                && long.TryParse(text, CultureInfo.InvariantCulture, out var id)
                && (await UserAsync(db, new ChangeActor(kind, id, ""), cancellation))?.Id == user.Id
            )
            {
                return connection.ClientName;
            }
        }
        return null;
    }

    /// <summary>Why somebody who agreed could not do so now; null where they could.</summary>
    public Task<string?> GoneAsync(HeadgateDb db, Approval asked, CancellationToken cancellation) =>
        GoneAsync(db, asked.AccountId, asked.DecidedWith, cancellation);

    /// <summary>Why somebody could not agree now to what they agreed to before; null where they could.</summary>
    /// <param name="db">The database.</param>
    /// <param name="account">The account.</param>
    /// <param name="credential">What they agreed with, as <see cref="CredentialOf"/> keeps it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string?> GoneAsync(HeadgateDb db, long account, string? credential, CancellationToken cancellation)
    {
        var parts = credential?.Split(' ') ?? [];
        if (parts.Length != 2 || !long.TryParse(parts[1], out var id))
        {
            return "who it was is not known any more";
        }
        if (parts[0] == Operator)
        {
            return null;
        }
        var now = time.GetUtcNow();
        if (parts[0] == "service_token")
        {
            var token = await db.ServiceTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancellation);
            return token is null || token.State != RowState.Active || token.ExpiresAt <= now ? "that token was revoked since then"
                : await db.ServiceTokenPermissions.AnyAsync(
                    p =>
                        p.ServiceTokenId == id
                        && p.State == RowState.Active
                        && p.AllProjects
                        && (p.PermissionSet == "account_admin" || p.PermissionSet == "owner"),
                    cancellation
                )
                    ? null
                : "that token may not agree any more";
        }
        var personal = await db.PersonalTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancellation);
        if (personal is null || personal.State != RowState.Active || personal.ExpiresAt <= now)
        {
            return "that token was revoked since then";
        }
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == personal.UserId, cancellation);
        var isMember = await db.Memberships.AnyAsync(
            m => m.AccountId == account && m.UserId == personal.UserId && m.State == RowState.Active && m.LicenseType != "read_only",
            cancellation
        );
        if (user is not { IsActive: true, State: RowState.Active } || !isMember)
        {
            return "that person has left the account since then";
        }
        var mayStill = await (
            from member in db.GroupMembers
            join team in db.Groups on member.GroupId equals team.Id
            join permission in db.GroupPermissions on team.Id equals permission.GroupId
            where
                member.UserId == personal.UserId
                && team.AccountId == account
                && team.State == RowState.Active
                && permission.State == RowState.Active
                && (permission.PermissionSet == "account_admin" || permission.PermissionSet == "owner")
            select permission.Id
        ).AnyAsync(cancellation);
        return mayStill ? null : "that person may not agree any more";
    }

    private static async Task<User?> UserAsync(HeadgateDb db, ChangeActor actor, CancellationToken cancellation)
    {
        var user = actor.Kind switch
        {
            "personal_token" => await db
                .PersonalTokens.Where(t => t.Id == actor.Id)
                .Select(t => (long?)t.UserId)
                .FirstOrDefaultAsync(cancellation),
            "service_token" => await db
                .ServiceTokens.Where(t => t.Id == actor.Id)
                .Select(t => t.CreatedById)
                .FirstOrDefaultAsync(cancellation),
            _ => null,
        };
        return user is null ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == user, cancellation);
    }
}
