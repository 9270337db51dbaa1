using Headgate.Catalogue;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Runs;

/// <summary>Which part of a run's log is meant.</summary>
internal sealed class LogChoice
{
    /// <summary>Its fields.</summary>
    public static Fields<LogChoice> Fields { get; } =
        new()
        {
            { In.Query.Int("step", "Index of a step, counted from 1: only its log, which ends with it.", 1), (c, v) => c.Step = v },
            {
                In
                    .Query.Text(
                        "last_event_id",
                        "The last id that was received: what comes after it. The header Last-Event-ID says the same.",
                        64
                    )
                    .EmptyIsNone()
                    .Must(id => id is null || LogPlace.TryParse(id, out _) ? null : "expected an id of an event of this stream"),
                (c, v) => c.From = v is not null && LogPlace.TryParse(v, out var place) ? place : default
            },
        };

    /// <summary>Index of the step; null for all of them.</summary>
    public int? Step { get; set; }

    /// <summary>What the caller has already.</summary>
    public LogPlace From { get; set; }
}
