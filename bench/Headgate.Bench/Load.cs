namespace Headgate.Bench;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Requests">Requests in all.</param>
internal sealed record Load(double PerSecond, long Requests);
