namespace Headgate.Metrics.Time;

/// <summary>A length of time: seven days, a fiscal week.</summary>
/// <param name="Count">How many.</param>
/// <param name="Grain">Of what.</param>
internal sealed record TimeWindow(long Count, Grain Grain);
