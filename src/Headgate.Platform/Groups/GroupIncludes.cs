using Headgate.Catalogue;

namespace Headgate.Platform.Groups;

/// <summary>What <c>include_related</c> can name for groups.</summary>
internal static class GroupIncludes
{
    public static IReadOnlyList<Include> All { get; } =
    [Include.Part("group_permissions", "The permission sets, which every answer has, asked for or not.")];
}
