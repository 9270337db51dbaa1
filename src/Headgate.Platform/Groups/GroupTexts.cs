using Headgate.Catalogue;

namespace Headgate.Platform.Groups;

/// <summary>What several operations on groups say alike.</summary>
internal static class GroupTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name, unique in the account.", required: true),
        Parameter.Body("assign_by_default", "boolean", "New users join it."),
        Parameter.Body("sso_mapping_groups", "list of strings", "Groups of the identity provider that map to it."),
        Parameter.Body("state", "integer", "1; an update with 2 deletes the group."),
    ];
}
