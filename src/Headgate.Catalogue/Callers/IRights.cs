namespace Headgate.Catalogue;

/// <summary>What a caller may, as its own source has compiled it and its own decider reads it: permission sets of a token, grants of an agent.</summary>
public interface IRights
{
    /// <summary>Their version, which the record names with each decision; null where they have none.</summary>
    long? Version { get; }

    /// <summary>
    /// What of a permission set they do not hold themselves, in words; null where they hold all of it. Whoever gives rights must hold them: otherwise the right to make
    /// tokens or to fill groups would be every right.
    /// </summary>
    /// <param name="given">The set that is to be given, and where.</param>
    /// <param name="now">The time.</param>
    string? Lacking(PermissionGrant given, DateTimeOffset now);
}
