namespace Headgate.Platform.Guide;

/// <summary>A limit.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Value">How much.</param>
/// <param name="Beyond">What happens above it.</param>
public sealed record GuideLimit(string Name, string Value, string Beyond);
