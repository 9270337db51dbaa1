using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>The sentence with which a followed run closes.</summary>
internal static class RunEnd
{
    /// <summary>Which run, how it ended, how long it took.</summary>
    public static string Sentence(RunView run, string jobName, Terminal terminal)
    {
        var (word, paint) = run.Status switch
        {
            10 => ("succeeded", Paint.Green),
            20 => ("failed", Paint.Red),
            _ => ("was cancelled", Paint.Yellow),
        };
        return $"Run {run.Id} of {jobName} {terminal.Painted(word, paint)} after {Words(run.Duration)}{(run.Message is { Length: > 0 } why ? ": " + why : ".")}";
    }

    /// <summary>A duration such as <c>00:01:05</c> in words: <c>1 min 5 s</c>.</summary>
    public static string Words(string duration) =>
        !TimeSpan.TryParse(duration, out var time) ? duration
        : time.TotalMinutes < 1 ? $"{time.TotalSeconds:0} s"
        : time.TotalHours < 1 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{(int)time.TotalHours} h {time.Minutes} min";
}
