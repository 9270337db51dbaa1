using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Who a credential belongs to, or why it is refused.</summary>
/// <param name="Caller">The owner; for a refused one where known, else <see cref="Caller.Anonymous"/>.</param>
/// <param name="Refusal">Null where the credential is good; else one of the reasons of 401 (or <see cref="Reason.GuessingSuspected"/> for 429).</param>
/// <param name="Note">A remark for the record: "old key, 3 hours left"; null for none.</param>
public readonly record struct CallerResult(Caller Caller, Reason? Refusal, string? Note = null)
{
    /// <summary>Where the credential is accepted; null for everywhere.</summary>
    public CredentialBounds? Bounds { get; init; }

    /// <summary>A good credential.</summary>
    public static CallerResult Found(Caller caller, string? note = null, CredentialBounds? bounds = null) =>
        new(caller, null, note) { Bounds = bounds };

    /// <summary>A refused one.</summary>
    public static CallerResult Refused(Reason reason, Caller? caller = null) => new(caller ?? Caller.Anonymous, reason);
}
