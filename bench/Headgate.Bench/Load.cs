namespace Headgate.Bench;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Requests">Requests in all.</param>
/// <param name="Median">Milliseconds in which half of them were answered.</param>
/// <param name="Tail">Milliseconds in which 99 of 100 were answered.</param>
internal sealed record Load(double PerSecond, long Requests, double Median, double Tail);
