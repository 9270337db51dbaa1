namespace Headgate.Platform.Guide;

/// <summary>A status code.</summary>
/// <param name="Code">The number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it means here.</param>
/// <param name="ToDo">What a caller does about it.</param>
public sealed record GuideStatus(int Code, string Name, string Meaning, string ToDo);
