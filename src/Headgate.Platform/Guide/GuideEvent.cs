namespace Headgate.Platform.Guide;

/// <summary>A webhook event.</summary>
/// <param name="Name">Such as <c>job.run.started</c>.</param>
/// <param name="When">What triggers it.</param>
/// <param name="CausedBy">Operations that lead to it.</param>
public sealed record GuideEvent(string Name, string When, IReadOnlyList<string> CausedBy);
