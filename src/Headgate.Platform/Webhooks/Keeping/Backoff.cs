namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>
/// When a failed event is tried again. The pauses grow, and chance makes each a little longer: without it all events that an outage of a receiver has held up would
/// come back at once, and knock it over again.
/// </summary>
internal sealed class Backoff(WebhookSettings settings, Random chance)
{
    private readonly RetrySettings _settings = settings.Retries;

    /// <summary>Attempts at one event.</summary>
    public int MaxAttempts => _settings.Pauses.Count + 1;

    /// <summary>The pause after an attempt (counted from 1) that failed; null after the last.</summary>
    public TimeSpan? After(int attempt) =>
        attempt >= MaxAttempts ? null : _settings.Pauses[attempt - 1] * (1 + (_settings.Spread * chance.NextDouble()));
}
