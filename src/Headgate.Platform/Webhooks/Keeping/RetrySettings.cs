namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>When an event that was not received is tried again.</summary>
public sealed record RetrySettings
{
    /// <summary>The least pause after each failed attempt. There is one attempt more than there are pauses.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } =
    [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(16)];

    /// <summary>How much longer than that a pause may become by chance, as a share of it: 0.5 for up to half as long again.</summary>
    public double Spread { get; init; } = 0.5;
}
