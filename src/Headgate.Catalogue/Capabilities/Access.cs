namespace Headgate.Catalogue;

/// <summary>Whether an operation only looks or also changes something.</summary>
public enum Access
{
    /// <summary>Nothing changes.</summary>
    Read,

    /// <summary>Something is created, changed, deleted or started.</summary>
    Write,
}
