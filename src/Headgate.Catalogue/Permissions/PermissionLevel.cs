namespace Headgate.Catalogue;

/// <summary>What a permission set gives on a resource.</summary>
public enum PermissionLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Reading.</summary>
    Read,

    /// <summary>Reading; writing inside the environments that the grant opens (<c>writable_environment_categories</c>).</summary>
    WriteInOpenEnvironments,

    /// <summary>Writing, which includes reading.</summary>
    Write,
}
