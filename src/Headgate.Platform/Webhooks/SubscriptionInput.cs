using Headgate.Catalogue;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks;

/// <summary>Reads a subscription's body.</summary>
internal static class SubscriptionInput
{
    public static async Task ApplyAsync(CallContext call, HeadgateDb db, WebhookSubscription subscription, CancellationToken cancellation)
    {
        var body = call.Body;
        subscription.Name = body.RequiredText("name");
        if (subscription.Name.Any(char.IsControl))
        {
            body.Problem("name", "control characters are not allowed");
        }
        subscription.Description = body.Text("description", 10_000);
        subscription.Active = body.Bool("active") ?? true;
        subscription.ClientUrl = ClientUrl(call, body);
        body.Required("event_types");
        subscription.EventTypes = [.. (body.Texts("event_types") ?? []).Distinct(StringComparer.Ordinal)];
        foreach (var unknown in subscription.EventTypes.Where(e => !EventTypes.All.Contains(e)))
        {
            body.Problem("event_types", $"\"{unknown}\" is no event; choose from {string.Join(", ", EventTypes.All)}");
        }
        if (body.Has("event_types") && subscription.EventTypes.Count == 0)
        {
            body.Problem("event_types", "at least one event is required");
        }
        subscription.JobIds = await JobsAsync(call, db, cancellation);
    }

    /// <summary>Jobs that do not exist and jobs that the caller may not see get the same message.</summary>
    private static async Task<List<long>> JobsAsync(CallContext call, HeadgateDb db, CancellationToken cancellation)
    {
        var ids = (call.Body.Longs("job_ids", maxItems: 1000) ?? []).Distinct().ToList();
        if (ids.Count == 0)
        {
            return [];
        }
        var found = await db
            .Jobs.Where(j => j.AccountId == call.AccountId && j.State == RowState.Active && ids.Contains(j.Id))
            .Select(j => new
            {
                j.Id,
                j.ProjectId,
                j.EnvironmentId,
            })
            .ToListAsync(cancellation);
        var seen = found
            .Where(j => call.MaySee(Capabilities.Jobs, Permission.AnyToken, JobTarget(call, j.Id, j.ProjectId, j.EnvironmentId)))
            .Select(j => j.Id);
        foreach (var missing in ids.Except(seen))
        {
            call.Body.Problem("job_ids", $"no job has the id {missing}");
        }
        return ids;
    }

    private static Target JobTarget(CallContext call, long job, long project, long environment) =>
        new()
        {
            Kind = TargetKind.Job,
            AccountId = call.AccountId,
            ProjectId = project,
            EnvironmentId = environment,
            JobId = job,
        };

    private static string ClientUrl(CallContext call, BodyReader body)
    {
        if (!body.Required("client_url"))
        {
            return "";
        }
        var text = body.Text("client_url", 2048) ?? "";
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.Host.Length == 0
            || text.Any(char.IsControl)
        )
        {
            body.Problem("client_url", "an address that begins with https:// or http:// is required");
        }
        else if (url.UserInfo.Length > 0)
        {
            body.Problem("client_url", "an address with a user or password in it is not allowed");
        }
        else if (call.Service<ReceiverRules>().Problem(url) is { } problem)
        {
            body.Problem("client_url", problem);
        }
        return text;
    }
}
