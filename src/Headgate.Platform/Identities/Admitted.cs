namespace Headgate.Platform.Identities;

/// <summary>What came of asking for somebody whom a provider sends.</summary>
/// <param name="TokenId">The personal token that their sign-in stands for; null where they are not let in.</param>
/// <param name="Fault">Why not, for the record; null where they are.</param>
internal readonly record struct Admitted(long? TokenId, string? Fault)
{
    public static Admitted Not(string fault) => new(null, fault);
}
