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
        .Having("has_analytics_credentials", c => c.AnalyticsCredentialsId, "Connections with credentials for analytics, or without.")
        .Having(
            "has_platform_metadata_credentials",
            c => c.PlatformMetadataCredentialsId,
            "Connections with credentials for the platform's metadata, or without."
        )
        .HavingNone("has_catalog_ingestion_enabled", "Connections whose catalogue is ingested: none here.")
        .HavingNone("has_cost_insights_enabled", "Connections with insights into cost: none here.")
        .HavingNone("has_cost_management_enabled", "Connections with management of cost: none here.")
        .Also(Requires)
        .ByIds(c => c.Id)
        .ByState()
        .OrderedBy(c => c.Name, c => c.CreatedAt, c => c.UpdatedAt);

    public static Operation Spec { get; } =
        new()
        {
            Id = "connections.list",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/connections/",
            Capability = Capabilities.Connections,
            Permission = Permission.Read(PermissionResource.Connections),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows host names, databases and warehouses; never passwords or keys.",
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

    private static Expression<Func<Connection, bool>> OnePerWarehouse(HeadgateDb db, IQueryable<Connection> rows, bool needs)
    {
        var environments = db.Environments.Where(e => e.State == RowState.Active);
        var asked = rows.Where(c => c.State == RowState.Active && (c.PlatformMetadataCredentialsId == null) == needs);
        return c =>
            c.Id
            == asked
                .Where(same => same.AdapterVersion == c.AdapterVersion && same.Config == c.Config)
                .OrderByDescending(same => environments.Count(e => e.ConnectionId == same.Id))
                .ThenBy(same => same.Id)
                .Select(same => same.Id)
                .FirstOrDefault();
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
