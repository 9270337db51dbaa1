using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What was sent with a call, and what its ids name.</summary>
/// <param name="Source">Where the declared fields are read from.</param>
/// <param name="References">
/// For each id that a declared field holds: the field and what the id names. A null target names nothing that exists in the account.
/// </param>
public sealed record CallArguments(FieldSource Source, IReadOnlyList<ArgumentTarget> References)
{
    /// <summary>Nothing was sent.</summary>
    public static CallArguments None { get; } = new(default, []);

    /// <summary>Whether a declared field was sent, under whichever of its names, with something other than null.</summary>
    public bool Sends(Field field) => !Source.Find(field).IsAbsent;
}
