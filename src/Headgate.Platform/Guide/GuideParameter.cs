using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>A value that a call carries.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">Its type in words.</param>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>body</c>.</param>
/// <param name="Required">Whether a call without it is refused.</param>
/// <param name="Description">What it does.</param>
public sealed record GuideParameter(string Name, string Type, string Place, bool Required, string Description)
{
    internal static GuideParameter Of(Field field) =>
        new(
            field.Name,
            field.Shape.Words,
            field.Place.ToString().ToLowerInvariant(),
            field.IsRequired,
            field.Says + (field.DefaultText is { } absent ? $" {absent} where absent." : "")
        );
}
