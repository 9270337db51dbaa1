using Headgate.Catalogue;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks;

/// <summary>What the body of a subscription can say.</summary>
internal static class SubscriptionFields
{
    public static Fields<WebhookSubscription> All { get; } =
        new()
        {
            {
                In
                    .Body.Text("name", "Name.")
                    .Required()
                    .Must(name => name.Any(char.IsControl) ? "control characters are not allowed" : null)
                    .Told(),
                (s, v) => s.Name = v
            },
            { In.Body.Text("description", "What it is for.", 10_000), (s, v) => s.Description = v },
            // Not told in the record: such addresses often carry a key of the receiver's.
            {
                In.Body.Text("client_url", "Address that events are posted to.", 2048).Required().Must(AddressFault),
                (s, v) => s.ClientUrl = v
            },
            {
                In
                    .Body.Choices(
                        "event_types",
                        "Events that are told: of runs, or of questions that the gate puts to people (for those who may decide them, and for all jobs).",
                        [.. EventTypes.All]
                    )
                    .Required()
                    .Must(types => types.Count == 0 ? "at least one event is required" : null)
                    .Told(),
                (s, v) => s.EventTypes = [.. v.Distinct(StringComparer.Ordinal)]
            },
            {
                In
                    .Body.Ids("job_ids", "Jobs whose runs are told of; none means all jobs of the account, those to come too.")
                    .Or([])
                    .Naming(TargetKind.Job)
                    .Told(),
                (s, v) => s.JobIds = [.. v.Distinct()]
            },
            { In.Body.Flag("active", "Whether events are delivered.").Or(true).Told(), (s, v) => s.Active = v },
            {
                In.Body.Text("id", "Id of the subscription, as it was read; a new one gets its own.", 64).EmptyIsNone(),
                (s, v) => s.Id = v ?? s.Id
            },
            {
                In
                    .Body.Text("hmac_secret", "The signing secret is made by the server, so that a value is refused.")
                    .EmptyIsNone()
                    .Must(secret => secret is null ? null : "the server makes the secret; leave it out")
                    .Masked(),
                (_, _) => { }
            },
            { AsRead("http_status_code", "Status of the last delivery"), (_, _) => { } },
            { AsRead("dispatched_at", "Time of the last delivery"), (_, _) => { } },
            { AsRead("deactivate_reason", "Why the platform has switched it off"), (_, _) => { } },
            { AsRead("account_identifier", "The account"), (_, _) => { } },
        };

    /// <summary>What clients send back as they have read it.</summary>
    private static Field<string?> AsRead(string name, string what) =>
        In.Body.Text(name, $"{what}, as it was read. The server notes it; what is sent changes nothing.", 4096);

    private static string? AddressFault(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url)
        || url.Scheme is not ("http" or "https")
        || url.Host.Length == 0
        || text.Any(char.IsControl)
            ? "an address that begins with https:// or http:// is required"
        : url.UserInfo.Length > 0 ? "an address with a user or password in it is not allowed"
        : null;
}
