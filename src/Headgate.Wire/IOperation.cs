using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// One operation: what it is, and what it does. A sealed class in a file of its own implements both members, and stands in its
/// area's list (<c>JobsOperations.All</c>) as <c>OperationEntry.Of&lt;CreateJob&gt;()</c>.
/// </summary>
public interface IOperation
{
    /// <summary>The catalogue entry.</summary>
    static abstract Operation Spec { get; }

    /// <summary>Does it. By then the caller is known, allowed and recorded, the target is found and the body is parsed.</summary>
    static abstract ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation);
}
