using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Connections;

/// <summary>Lists connections.</summary>
internal sealed class ListConnections : IOperation
{
    private static readonly Field<bool?> Requires = In.Query.Flag(
        "requires_platform_metadata_credentials",
        "Of connections with the same adapter and configuration the one with most environments: those without credentials of their own for the platform's metadata (true), "
            + "or those with them (false)."
    );

    private static readonly ListFields<Connection> Fields = new ListFields<Connection>(c => c.Id, CountedList.Connections)
        .Equal("adapter_version", c => c.AdapterVersion, "Connections of one adapter.")
        .Containing("name__icontains", c => c.Name, "Connections whose name contains a text, in any case.")
        .Equal("private_endpoint_id", c => c.PrivateLinkEndpointId, "Connections through a private endpoint.")
        .Where(
            In.Query.Flag("has_analytics_credentials", "Connections with credentials for analytics, or without."),
            has => c => (c.AnalyticsCredentialsId != null) == has
        )
        .Where(
            In.Query.Flag("has_platform_metadata_credentials", "Connections with credentials for the platform's metadata, or without."),
            has => c => (c.PlatformMetadataCredentialsId != null) == has
        )
        .Where(None("has_catalog_ingestion_enabled", "whose catalogue is ingested"), has => _ => !has!.Value)
        .Where(None("has_cost_insights_enabled", "with insights into cost"), has => _ => !has!.Value)
        .Where(None("has_cost_management_enabled", "with management of cost"), has => _ => !has!.Value)
        .Also(Requires)
        .ByIds(c => c.Id)
        .ByState()
        .OrderedBy("name", c => c.Name)
        .OrderedBy("created_at", c => c.CreatedAt)
        .OrderedBy("updated_at", c => c.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/connections/",
            Area = Area.ConnectionsAndRepositories,
            Capability = Capabilities.Connections,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Connections),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows host names, databases and warehouses; never passwords or keys.",
            Target = TargetRule.Account,
            Sentence = "{actor} listed connections",
            Summary = "List connections",
            Description =
                "All connections of the account, a page at a time, each with the number of environments that use it. Secrets are never in the answer.",
            Fields = Fields,
            Answers = AnswerForm.PageOf(PlatformJson.Default.ConnectionView),
            Source = "openapi-v3: List Account Connections",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var rows = db.Connections.AsNoTracking().Where(c => c.AccountId == call.AccountId).Visible(call.Scope);
        var list = Fields.Of(call, rows);
        if (Requires.Read(call.Source, list.Problems) is { } needs)
        {
            list.Where(OnePerWarehouse(db, rows, needs), Requires, call.Source.Find(Requires));
        }
        return await list.PageAsync(db, page => ViewsAsync(db, page, cancellation), cancellation);
    }

    private static Field<bool?> None(string name, string what) => In.Query.Flag(name, $"Connections {what}: none here.");

    private static Expression<Func<Connection, bool>> OnePerWarehouse(HeadgateDb db, IQueryable<Connection> rows, bool needs)
    {
        var environments = db.Environments.Where(e => e.State == RowState.Active);
        var same = rows.Where(c => c.State == RowState.Active && (c.PlatformMetadataCredentialsId == null) == needs);
        return c =>
            (c.PlatformMetadataCredentialsId == null) == needs
            && !same.Any(other =>
                other.Id != c.Id
                && other.AdapterVersion == c.AdapterVersion
                && other.Config == c.Config
                && (
                    environments.Count(e => e.ConnectionId == other.Id) > environments.Count(e => e.ConnectionId == c.Id)
                    || (
                        other.Id < c.Id
                        && environments.Count(e => e.ConnectionId == other.Id) == environments.Count(e => e.ConnectionId == c.Id)
                    )
                )
            );
    }

    private static async ValueTask<IReadOnlyList<ConnectionView>> ViewsAsync(
        HeadgateDb db,
        IReadOnlyList<Connection> connections,
        CancellationToken cancellation
    )
    {
        var ids = connections.Select(c => (long?)c.Id).ToList();
        var used = await db
            .Environments.Where(e => ids.Contains(e.ConnectionId) && e.State == RowState.Active)
            .GroupBy(e => e.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key!.Value, g => g.Count, cancellation);
        return [.. connections.Select(c => ConnectionView.Of(c, used.GetValueOrDefault(c.Id)))];
    }
}
