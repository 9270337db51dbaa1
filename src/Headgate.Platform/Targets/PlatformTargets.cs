using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>
/// Finds what ids name in the platform's own database: one query each, which also reads the row that the handler needs. Handlers
/// must not change that row: it may be shared between calls.
/// </summary>
internal sealed class PlatformTargets(IDbContextFactory<HeadgateDb> databases, RecentTargets recent) : ITargetLookup
{
    public ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation)
    {
        var version = recent.Version();
        return recent.TryFind(kind, accountId, id, version, out var kept)
            ? ValueTask.FromResult(kept)
            : LookUpAsync(kind, accountId, id, version, cancellation);
    }

    private async ValueTask<Target?> LookUpAsync(TargetKind kind, long accountId, string id, long? version, CancellationToken cancellation)
    {
        var target = await ReadAsync(kind, accountId, id, cancellation);
        recent.Keep(kind, accountId, id, target, version);
        return target;
    }

    private async Task<Target?> ReadAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (kind is TargetKind.WebhookSubscription or TargetKind.WebhookEvent or TargetKind.WebhookReceipt)
        {
            return await SubscriptionTargets.FindAsync(db, kind, accountId, id, cancellation);
        }
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        return kind switch
        {
            TargetKind.Project => await ProjectAsync(db, accountId, number, cancellation),
            TargetKind.Environment => await EnvironmentTargets.FindAsync(db, accountId, number, cancellation),
            TargetKind.EnvironmentVariable => await VariableTargets.FindAsync(db, accountId, number, cancellation),
            TargetKind.Job => await JobTargets.FindAsync(db, accountId, number, cancellation),
            TargetKind.Run => await RunTargets.FindRunAsync(db, accountId, number, cancellation),
            TargetKind.RunStep => await RunTargets.FindStepAsync(db, accountId, number, cancellation),
            TargetKind.Connection => await ConnectionAsync(db, accountId, number, cancellation),
            TargetKind.Repository => await RepositoryAsync(db, accountId, number, cancellation),
            TargetKind.Credential => await CredentialAsync(db, accountId, number, cancellation),
            TargetKind.User => await UserAsync(db, accountId, number, cancellation),
            TargetKind.Group => await GroupAsync(db, accountId, number, cancellation),
            TargetKind.ServiceToken => await ServiceTokenAsync(db, accountId, number, cancellation),
            _ => null,
        };
    }

    private static async Task<Target?> ProjectAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Projects.AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == id && p.AccountId == account && p.State == RowState.Active, cancellation);
        return row is null ? null : Of(TargetKind.Project, account, id, row.Name, row) with { ProjectId = id, ProjectName = row.Name };
    }

    private static async Task<Target?> ConnectionAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Connections.AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id && c.AccountId == account && c.State == RowState.Active, cancellation);
        return row is null ? null : Of(TargetKind.Connection, account, id, row.Name, row) with { ProjectId = row.ProjectId };
    }

    private static async Task<Target?> RepositoryAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Repositories.AsNoTracking()
            .FirstOrDefaultAsync(r => r.Id == id && r.AccountId == account && r.State == RowState.Active, cancellation);
        return row is null
            ? null
            : Of(TargetKind.Repository, account, id, row.FullName ?? row.Name, row) with
            {
                ProjectId = row.ProjectId,
            };
    }

    private static async Task<Target?> CredentialAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Credentials.AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id && c.AccountId == account && c.State == RowState.Active, cancellation);
        return row is null ? null : Of(TargetKind.Credential, account, id, null, row) with { ProjectId = row.ProjectId };
    }

    private static async Task<Target?> UserAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Users.AsNoTracking()
            .Where(u => u.Id == id && u.State == RowState.Active)
            .Where(u => db.Memberships.Any(m => m.UserId == u.Id && m.AccountId == account && m.State == RowState.Active))
            .FirstOrDefaultAsync(cancellation);
        return row is null ? null : Of(TargetKind.User, account, id, row.Email, row);
    }

    private static async Task<Target?> GroupAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Groups.AsNoTracking()
            .FirstOrDefaultAsync(g => g.Id == id && g.AccountId == account && g.State == RowState.Active, cancellation);
        return row is null ? null : Of(TargetKind.Group, account, id, row.Name, row);
    }

    private static async Task<Target?> ServiceTokenAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .ServiceTokens.AsNoTracking()
            .FirstOrDefaultAsync(t => t.Id == id && t.AccountId == account && t.State == RowState.Active, cancellation);
        return row is null ? null : Of(TargetKind.ServiceToken, account, id, row.Name, row);
    }

    private static Target Of(TargetKind kind, long account, long id, string? name, object row) =>
        new()
        {
            Kind = kind,
            AccountId = account,
            Id = id.ToString(CultureInfo.InvariantCulture),
            Name = name,
            Row = row,
        };
}
