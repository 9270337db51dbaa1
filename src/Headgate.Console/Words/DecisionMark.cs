namespace Headgate.WebConsole.Words;

/// <summary>A decision as a mark.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">The shape beside it.</param>
/// <param name="Tone">The name of the colour's class.</param>
public sealed record DecisionMark(string Word, string Shape, string Tone)
{
    /// <summary>The mark of a record's decision, of an explanation's outcome or of an approval's status.</summary>
    public static DecisionMark Of(string? decision) =>
        decision?.ToLowerInvariant() switch
        {
            "allowed" => new("Allowed", "✓", "allow"),
            "approved" => new("Approved", "✓", "allow"),
            "spent" => new("Approved and done", "✓", "allow"),
            "denied" => new("Denied", "✕", "deny"),
            "refused" => new("Refused", "✕", "deny"),
            "stopped" => new("Stopped", "■", "deny"),
            "held" => new("Held", "◐", "ask"),
            "waiting" => new("Waiting", "◐", "ask"),
            "expired" => new("Expired", "–", "quiet"),
            "stale" => new("Overtaken", "–", "quiet"),
            null => new("Noted", "·", "quiet"),
            var other => new(other, "·", "quiet"),
        };
}
