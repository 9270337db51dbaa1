namespace Headgate.Catalogue;

/// <summary>What a permission set must hold for an operation: a resource, to read or to write.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Access">Read, or write (which includes read).</param>
public readonly record struct Permission(PermissionResource Resource, Access Access)
{
    /// <summary>No permission in particular: any valid token of the account.</summary>
    public static Permission AnyToken { get; } = new(PermissionResource.None, Access.Read);

    /// <summary>Reading a resource.</summary>
    public static Permission Read(PermissionResource resource) => new(resource, Access.Read);

    /// <summary>Writing a resource.</summary>
    public static Permission Write(PermissionResource resource) => new(resource, Access.Write);

    /// <inheritdoc/>
    public override string ToString() => $"{Resource.Name()} {(Access == Access.Write ? "write" : "read")}";
}
