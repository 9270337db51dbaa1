using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What a decision is made of.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Operation">What.</param>
/// <param name="Target">
/// At what. For an operation whose target comes from the body: the account at first, then the thing that the first reference names.
/// </param>
/// <param name="Arguments">What was sent, with what its ids name; null where there is no body or it is not read yet.</param>
/// <param name="Anywhere">
/// True where the place is not known yet: the question is whether any grant of the caller could allow the operation somewhere. The target is then the account.
/// </param>
public readonly record struct CallFacts(Caller Caller, Operation Operation, Target Target, CallArguments? Arguments, bool Anywhere = false)
{
    /// <summary>The address of the caller's socket; null where nobody knows.</summary>
    public string? Address { get; init; }
}
