using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An operation and its handler, as the wire keeps them.</summary>
/// <param name="Spec">The catalogue entry.</param>
/// <param name="Handler">What does it.</param>
public sealed record OperationEntry(Operation Spec, OperationHandler Handler)
{
    /// <summary>The entry of an operation's class, and one for each other address of it.</summary>
    public static IReadOnlyList<OperationEntry> Of<T>()
        where T : IOperation => [new(T.Spec, T.HandleAsync), .. T.Twins.Select(twin => new OperationEntry(twin, T.HandleAsync))];
}
