namespace Headgate.Platform.Runs.Keeping;

/// <summary>How long runs are kept, with their steps, logs and artifacts. The newest run, the newest ended one and the newest success of a job always stay.</summary>
public sealed record RetentionSettings
{
    /// <summary>Age at which an ended run goes; null for never.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>How many runs of a job stay; null for all.</summary>
    public int? KeepOfJob { get; init; }
}
