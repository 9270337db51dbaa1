namespace Headgate.Catalogue;

/// <summary>A named bundle of permissions, which tokens and groups carry.</summary>
/// <param name="Name">The enum name on the wire: <c>job_runner</c>.</param>
/// <param name="Title">As people read it: "Job Runner".</param>
/// <param name="Reach">Where it may be granted.</param>
/// <param name="OnTokens">Whether a service token may carry it.</param>
public sealed record PermissionSet(string Name, string Title, PermissionReach Reach, bool OnTokens)
{
    private readonly PermissionLevel[] _levels = new PermissionLevel[Enum.GetValues<PermissionResource>().Length];

    /// <summary>What the set gives on a resource.</summary>
    public PermissionLevel this[PermissionResource resource] => _levels[(int)resource];

    internal void Hold(PermissionResource resource, PermissionLevel level) => _levels[(int)resource] = level;
}
