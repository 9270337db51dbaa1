using Headgate.Catalogue;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>What is to be replayed: one event, or all of a span of time.</summary>
internal sealed class ReplayRequest
{
    /// <summary>Its fields.</summary>
    public static Fields<ReplayRequest> Fields { get; } =
        new(refusesUnknown: true)
        {
            { In.Body.Text("event_id", "One event: its id.").EmptyIsNone().Told(), (r, v) => r.EventId = v },
            { In.Body.Time("since", "All events of a span of time: what happened at this time or later.").Told(), (r, v) => r.Since = v },
            {
                In.Body.Time("until", "End of the span: what happened before this time. Now where it is left out.").Told(),
                (r, v) => r.Until = v
            },
            {
                In.Body.Flag("only_failed", "Of the span, only events that were not received.").Or(false).Told(),
                (r, v) => r.OnlyFailed = v
            },
            { In.Body.Flag("dry_run", "Count only; nothing is sent.").Or(false).Told(), (r, v) => r.IsDryRun = v },
        };

    public string? EventId { get; set; }

    public DateTimeOffset? Since { get; set; }

    public DateTimeOffset? Until { get; set; }

    public bool OnlyFailed { get; set; }

    public bool IsDryRun { get; set; }

    /// <summary>Notes what is wrong with the fields together.</summary>
    public void Check(FieldProblems problems)
    {
        if (EventId is null == Since is null)
        {
            problems.Add("event_id", "name either one event, with event_id, or a span of time, with since");
        }
        else if (EventId is not null && (Until is not null || OnlyFailed))
        {
            problems.Add("event_id", "until and only_failed belong to a span of time, not to one event");
        }
        else if (Until <= Since)
        {
            problems.Add("until", "must be later than since");
        }
    }
}
