using Headgate.Catalogue;

namespace Headgate.Platform.Groups;

/// <summary>The groups that a user shall be in, and no others.</summary>
internal sealed class AssignedGroups
{
    public static Fields<AssignedGroups> Fields { get; } =
        new()
        {
            { In.Body.Id("user_id", "The user.").Naming(TargetKind.User).Required().Told(), (a, v) => a.User = v },
            { In.Body.Ids("desired_group_ids", "The groups.").Naming(TargetKind.Group).Required().Told(), (a, v) => a.Groups = v },
        };

    public long User { get; set; }

    public IReadOnlyList<long> Groups { get; set; } = [];
}
