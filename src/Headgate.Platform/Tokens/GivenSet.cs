using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>A permission set as a body gives it to a group or a token.</summary>
internal sealed class GivenSet
{
    public string Set { get; set; } = "";

    public bool? AllProjects { get; set; }

    public long? ProjectId { get; set; }

    public IReadOnlyList<string> Categories { get; set; } = [];

    public int? Level { get; set; }

    /// <summary>What the body repeats of the path.</summary>
    public long? AccountId { get; set; }

    /// <summary>The group or token that the body repeats of the path.</summary>
    public long? HolderId { get; set; }

    /// <summary>Whether the entry says that the set is taken away, as clients do that send what they have read.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Whether it holds in every project.</summary>
    public bool IsForAll => AllProjects ?? ProjectId is null;

    /// <summary>What it gives.</summary>
    public PermissionGrant Grant => Grants.Of(Set, IsForAll, ProjectId, Categories);
}
