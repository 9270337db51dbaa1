using Headgate.WebConsole.Models;

namespace Headgate.WebConsole.Words;

/// <summary>A state of a run or a step: a word, a shape, a colour; never the colour alone.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">The shape beside it.</param>
/// <param name="Tone">The name of the colour's class.</param>
/// <param name="IsOver">Whether nothing more follows.</param>
public sealed record RunState(string Word, string Shape, string Tone, bool IsOver)
{
    /// <summary>The state of dbt's number.</summary>
    public static RunState Of(int status) =>
        status switch
        {
            1 => new("Queued", "○", "quiet", IsOver: false),
            2 => new("Starting", "◔", "run", IsOver: false),
            3 => new("Running", "◑", "run", IsOver: false),
            10 => new("Success", "✓", "allow", IsOver: true),
            20 => new("Error", "✕", "deny", IsOver: true),
            30 => new("Cancelled", "■", "quiet", IsOver: true),
            _ => new("Unknown", "?", "quiet", IsOver: false),
        };

    /// <summary>The state of a node, from dbt's word.</summary>
    public static RunState OfNode(string status) =>
        status switch
        {
            "success" or "pass" or "no-op" => new(status == "pass" ? "Pass" : "OK", "✓", "allow", IsOver: true),
            "error" or "runtime error" => new("Error", "✕", "deny", IsOver: true),
            "fail" => new("Fail", "✕", "deny", IsOver: true),
            "warn" => new("Warn", "▲", "ask", IsOver: true),
            "skipped" => new("Skipped", "–", "quiet", IsOver: true),
            _ => new(status, "?", "quiet", IsOver: true),
        };

    /// <summary>How long a run has taken, or takes by now; null where it has not begun.</summary>
    public static TimeSpan? Lasted(string? started, string? finished, DateTimeOffset now) =>
        Clock.Parse(started) is { } begin ? (Clock.Parse(finished) ?? now) - begin : null;

    /// <summary>The job's name of a run.</summary>
    public static string JobOf(RunModel run) => run.Job?.Name ?? $"Job {run.JobId}";
}
