using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An operation that takes fields (<see cref="Operation.Fields"/>), which it gets read.</summary>
/// <typeparam name="T">What the fields are written into: the operation's fields are <see cref="Fields{T}"/>.</typeparam>
public interface IOperation<T> : IDeclaredOperation
{
    /// <summary>
    /// Does it. By then the caller is known, allowed and recorded and the target is found. What is wrong with the fields by themselves has been refused; what only the
    /// operation can see it adds to <paramref name="input"/>.
    /// </summary>
    static abstract ValueTask<Answer> HandleAsync(CallContext call, Input<T> input, CancellationToken cancellation);
}
