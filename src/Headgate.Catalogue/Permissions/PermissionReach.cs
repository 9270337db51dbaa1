namespace Headgate.Catalogue;

/// <summary>Where a permission set may be granted.</summary>
public enum PermissionReach
{
    /// <summary>For the whole account only.</summary>
    Account,

    /// <summary>For one project or all.</summary>
    Project,

    /// <summary>Holds resources of both kinds; for one project or all.</summary>
    Both,
}
