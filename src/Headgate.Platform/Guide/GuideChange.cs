namespace Headgate.Platform.Guide;

/// <summary>A change.</summary>
/// <param name="Version">The version of Headgate that brought it.</param>
/// <param name="Text">What changed.</param>
/// <param name="Operations">Which operations.</param>
public sealed record GuideChange(string Version, string Text, IReadOnlyList<string> Operations);
