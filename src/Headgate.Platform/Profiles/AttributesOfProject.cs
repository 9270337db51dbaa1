using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Settings;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Profiles;

/// <summary>Whether extended attributes fit the warehouses of their project: who writes them need not be who made its connections.</summary>
internal static class AttributesOfProject
{
    /// <summary>Notes an attribute that leads elsewhere for any warehouse of the project; where it has none yet, the environment that takes the attributes is checked.</summary>
    public static async Task CheckAsync(
        CallContext call,
        HeadgateDb db,
        Input<ExtendedAttributes> input,
        ExtendedAttributes row,
        CancellationToken cancellation
    )
    {
        var adapters = await db
            .Environments.Where(e => e.ProjectId == row.ProjectId && e.State == RowState.Active)
            .Join(db.Connections, e => e.ConnectionId, c => c.Id, (_, c) => c.AdapterVersion)
            .Distinct()
            .ToListAsync(cancellation);
        var attributes = StoredJson.Read(row.Attributes);
        var listed = call.Service<PlatformSettings>().ExtendedAttributes;
        foreach (var type in adapters.Select(WarehouseKinds.TypeOf).DefaultIfEmpty(""))
        {
            if (ProfileAttributes.Fault(type, attributes, listed) is { } fault)
            {
                input.Problem("extended_attributes", fault);
                return;
            }
        }
    }
}
