namespace Headgate.Platform.Guide;

/// <summary>A version of the API.</summary>
/// <param name="Name"><c>v2</c> or <c>v3</c>.</param>
/// <param name="Operations">How many operations it has.</param>
/// <param name="Summary">What it is for.</param>
public sealed record GuideVersion(string Name, int Operations, string Summary);
