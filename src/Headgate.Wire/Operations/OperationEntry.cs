using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An operation and its handler, as the path of a call keeps them.</summary>
/// <param name="Spec">The catalogue entry.</param>
/// <param name="Handler">What does it.</param>
public sealed record OperationEntry(Operation Spec, OperationHandler Handler)
{
    /// <summary>The entry of an operation's class, and one for each other address of it.</summary>
    /// <exception cref="InvalidOperationException">It takes fields of its own that it would not get.</exception>
    public static IReadOnlyList<OperationEntry> Of<T>()
        where T : IOperation
    {
        if (T.Spec.Fields.All.Count > 0 && !T.Spec.Fields.ReadByAnswer)
        {
            throw new InvalidOperationException($"{T.Spec.Id} declares fields, so it must be an IOperation<T> that gets them.");
        }
        return [new(T.Spec, T.HandleAsync), .. T.Twins.Select(twin => new OperationEntry(twin, T.HandleAsync))];
    }

    /// <summary>The entries of an operation that takes fields.</summary>
    public static IReadOnlyList<OperationEntry> Of<T, TInput>()
        where T : IOperation<TInput>
    {
        return [.. T.Twins.Prepend(T.Spec).Select(spec => new OperationEntry(spec, Handler(spec)))];

        static OperationHandler Handler(Operation spec)
        {
            var fields =
                spec.Fields as Fields<TInput>
                ?? throw new InvalidOperationException($"{spec.Id} takes {typeof(TInput).Name}, which its fields do not give.");
            return (call, cancellation) =>
            {
                var input = call.Read(fields);
                return input.Refusal is { } refusal ? new(refusal) : T.HandleAsync(call, input, cancellation);
            };
        }
    }
}
