using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An operation and its handler, as the wire keeps them.</summary>
/// <param name="Spec">The catalogue entry.</param>
/// <param name="Handler">What does it.</param>
public sealed record OperationEntry(Operation Spec, OperationHandler Handler)
{
    /// <summary>The entry of an operation's class.</summary>
    public static OperationEntry Of<T>()
        where T : IOperation => new(T.Spec, T.HandleAsync);

    /// <summary>The same operation under another address: the v2 twin of a v3 operation.</summary>
    public static OperationEntry Twin<T>(string id, string route, string source)
        where T : IOperation => new(T.Spec with { Id = id, Route = route, Source = source, InGuide = false }, T.HandleAsync);
}
