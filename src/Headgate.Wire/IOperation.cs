using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// One operation: what it is, and what it does. A sealed class in a file of its own implements it; the compiler puts every such class into
/// the project's <c>DeclaredOperations.All</c>, so that nothing else needs to be written to add one.
/// </summary>
public interface IOperation
{
    /// <summary>The catalogue entry.</summary>
    static abstract Operation Spec { get; }

    /// <summary>The same operation under other addresses, such as the v2 twin of a v3 operation: see <see cref="Operation.At"/>.</summary>
    static virtual IReadOnlyList<Operation> Twins => [];

    /// <summary>Does it. By then the caller is known, allowed and recorded, the target is found and the body is parsed.</summary>
    static abstract ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation);
}
