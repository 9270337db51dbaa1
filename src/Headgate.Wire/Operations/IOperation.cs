using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// One operation: what it is, and what it does. A sealed class in a file of its own implements it or <see cref="IOperation{T}"/>; the compiler puts every such class
/// into the project's <c>DeclaredOperations.All</c>, so that nothing else needs to be written to add one.
/// </summary>
public interface IOperation : IDeclaredOperation
{
    /// <summary>Does it. By then the caller is known, allowed and recorded, the target is found, and nothing is wrong with what was sent.</summary>
    static abstract ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation);
}
