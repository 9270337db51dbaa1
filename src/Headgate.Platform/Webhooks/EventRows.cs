using Headgate.Platform.Lists;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Events as a caller may see them.</summary>
internal static class EventRows
{
    /// <summary>
    /// Those of runs that the caller may see, and tests. A subscription is where its jobs are now; a run stays where it was made, so that moving a job opens nothing of
    /// what it did elsewhere.
    /// </summary>
    public static IQueryable<WebhookEvent> Of(CallContext call, HeadgateDb db)
    {
        var rows = db.WebhookEvents.AsNoTracking().Where(e => e.AccountId == call.AccountId);
        if (!ApprovalEvents.MaySee(call))
        {
            var questions = EventTypes.OfApprovals;
            rows = rows.Where(e => !questions.Contains(e.EventType));
        }
        if (call.Scope.All)
        {
            return rows;
        }
        var runs = db.Runs.Visible(call.Scope);
        return rows.Where(e => e.RunId == null || runs.Any(r => r.Id == e.RunId));
    }
}
