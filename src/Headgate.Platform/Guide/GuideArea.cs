namespace Headgate.Platform.Guide;

/// <summary>An area of the guide.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Summary">What an agent does there.</param>
/// <param name="Capabilities">What may be granted there.</param>
/// <param name="Operations">What can be called there.</param>
public sealed record GuideArea(
    string Id,
    string Title,
    string Summary,
    IReadOnlyList<GuideCapability> Capabilities,
    IReadOnlyList<GuideOperation> Operations
);
