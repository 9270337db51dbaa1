using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>A capability, as the guide shows it.</summary>
/// <param name="Id">Its name in grants.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Kind"><c>resource</c> or <c>action</c>.</param>
/// <param name="Summary">What an agent with it can do.</param>
/// <param name="Risk">What can go wrong.</param>
/// <param name="Levels">The levels that may be granted, <c>off</c> first.</param>
public sealed record GuideCapability(string Id, string Name, string Kind, string Summary, string Risk, IReadOnlyList<string> Levels)
{
    internal static GuideCapability Of(Capability capability) =>
        new(
            capability.Id,
            capability.Name,
            capability.Kind.ToString().ToLowerInvariant(),
            capability.Summary,
            capability.Risk,
            [.. capability.Levels.Prepend(Level.Off).Select(l => l.ToString().ToLowerInvariant())]
        );
}
