using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>The attempts at one event, as both addresses that list them answer.</summary>
internal static class Receipts
{
    public static async Task<Answer> OfAsync(CallContext call, HeadgateDb db, string eventId, CancellationToken cancellation)
    {
        var rows = db.WebhookDeliveries.AsNoTracking().Where(d => d.AccountId == call.AccountId && d.EventId == eventId);
        var total = await rows.LongCountAsync(cancellation);
        var page = await rows.OrderBy(d => d.Sequence).Page(call.Query).ToListAsync(cancellation);
        return Answer.Page([.. page.Select(ReceiptView.Of)], total, PlatformJson.Default.ReceiptView);
    }
}
