namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>When a failed event is tried again: after 15 s, 1 min, 4 min and 16 min; five attempts in all.</summary>
internal static class Backoff
{
    public const int MaxAttempts = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    /// <summary>The pause after an attempt (counted from 1) that failed; null after the last.</summary>
    public static TimeSpan? After(int attempt) => attempt >= MaxAttempts ? null : First * Math.Pow(4, attempt - 1);
}
