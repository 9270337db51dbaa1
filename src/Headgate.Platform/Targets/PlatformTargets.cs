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
        if (kind == TargetKind.ForeignTool)
        {
            return await ForeignToolTargets.FindAsync(db, accountId, id, cancellation);
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
            TargetKind.Connection => await RowAsync(db.Connections, RowTargets.Of, c => c.Name, accountId, number, cancellation),
            TargetKind.Repository => await RowAsync(
                db.Repositories,
                RowTargets.Of,
                r => r.FullName ?? r.Name,
                accountId,
                number,
                cancellation
            ),
            TargetKind.Credential => await RowAsync(db.Credentials, RowTargets.Of, _ => null, accountId, number, cancellation),
            TargetKind.ExtendedAttributes => await RowAsync(
                db.ExtendedAttributes,
                RowTargets.Of,
                _ => null,
                accountId,
                number,
                cancellation
            ),
            TargetKind.SemanticLayerConfiguration => await RowAsync(
                db.SemanticLayerConfigurations,
                RowTargets.Of,
                _ => null,
                accountId,
                number,
                cancellation
            ),
            TargetKind.SemanticLayerCredential => await RowAsync(
                db.SemanticLayerCredentials,
                RowTargets.Of,
                c => c.Name,
                accountId,
                number,
                cancellation
            ),
            TargetKind.SemanticLayerMapping => await RowAsync(
                db.SemanticLayerMappings,
                RowTargets.Of,
                _ => null,
                accountId,
                number,
                cancellation
            ),
            TargetKind.User => await UserAsync(db, accountId, number, cancellation),
            TargetKind.Group => await RowAsync(db.Groups, RowTargets.Of, g => g.Name, accountId, number, cancellation),
            TargetKind.ServiceToken => await RowAsync(db.ServiceTokens, RowTargets.Of, t => t.Name, accountId, number, cancellation),
            _ => null,
        };
    }

    private static async Task<Target?> UserAsync(HeadgateDb db, long account, long id, CancellationToken cancellation)
    {
        var row = await db
            .Users.AsNoTracking()
            .Where(u => u.Id == id && u.State == RowState.Active)
            .Where(u => db.Memberships.Any(m => m.UserId == u.Id && m.AccountId == account && m.State == RowState.Active))
            .FirstOrDefaultAsync(cancellation);
        return row is null
            ? null
            : new()
            {
                Kind = TargetKind.User,
                AccountId = account,
                Id = id.ToString(CultureInfo.InvariantCulture),
                Name = row.Email,
                Row = row,
            };
    }

    private static async Task<Target?> ProjectAsync(HeadgateDb db, long account, long id, CancellationToken cancellation) =>
        await RowAsync(db.Projects, RowTargets.Of, p => p.Name, account, id, cancellation) is { } its
            ? its with
            {
                ProjectName = its.Name,
            }
            : null;

    private static async Task<Target?> RowAsync<T>(
        IQueryable<T> rows,
        Func<T, Target> place,
        Func<T, string?> name,
        long account,
        long id,
        CancellationToken cancellation
    )
        where T : class, IAccountRow =>
        await rows.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AccountId == account && r.State == RowState.Active, cancellation)
            is { } row
            ? place(row) with
            {
                Name = name(row),
                Row = row,
            }
            : null;
}
