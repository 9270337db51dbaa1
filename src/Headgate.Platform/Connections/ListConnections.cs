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
            Parameters =
            [
                new("adapter_version", "string", "Connections of one adapter."),
                new("name__icontains", "string", "Connections whose name contains a text, in any case."),
                .. ListParameters.Of("id, name, created_at, updated_at"),
            ],
            Source = "openapi-v3: List Account Connections",
            Listed = true,
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var query = call.Query;
        var state = query.State();
        var rows = db.Connections.AsNoTracking().Where(c => c.AccountId == call.AccountId).InState(state).Visible(call.Scope);
        var adapter = query.Text("adapter_version");
        var list = new Listing<Connection>(call, rows, CountedList.Connections, state.Stored())
            .Where(adapter is not null, c => c.AdapterVersion == adapter)
            .Containing(query.Text("name__icontains"), c => c.Name);
        var order = query.Order("id", "id", "name", "created_at", "updated_at");
        if (query.Problems is { } problems)
        {
            return problems;
        }
        var total = await list.TotalAsync(db, cancellation);
        var connections = await list.Rows.InOrder(order, Key, c => c.Id).Page(query).ToListAsync(cancellation);
        var ids = connections.Select(c => (long?)c.Id).ToList();
        var used = await db
            .Environments.Where(e => ids.Contains(e.ConnectionId) && e.State == RowState.Active)
            .GroupBy(e => e.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key!.Value, g => g.Count, cancellation);
        var views = connections.Select(c => ConnectionView.Of(c, used.GetValueOrDefault(c.Id))).ToList();
        return Answer.Page(views, total, PlatformJson.Default.ConnectionView);
    }

    private static Expression<Func<Connection, object?>> Key(string field) =>
        field switch
        {
            "name" => c => c.Name,
            "created_at" => c => c.CreatedAt,
            "updated_at" => c => c.UpdatedAt,
            _ => c => c.Id,
        };
}
