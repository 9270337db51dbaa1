namespace Headgate.Catalogue;

/// <summary>
/// The order in which operations stand in the guide: by area and capability; twins last; then reading before writing, lists before single
/// things, and making before changing before removing.
/// </summary>
public sealed class OperationOrder : IComparer<Operation>
{
    private static readonly Dictionary<Capability, int> Places = Capabilities
        .All.Select((capability, place) => (capability, place))
        .ToDictionary(pair => pair.capability, pair => pair.place);

    /// <summary>The only one; it has no state.</summary>
    public static OperationOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Operation? x, Operation? y) =>
        Key(x!).CompareTo(Key(y!)) is var order and not 0 ? order : string.CompareOrdinal(x!.Id, y!.Id);

    private static (Area, int, bool, Access, int, int) Key(Operation operation) =>
        (
            operation.Area,
            Places[operation.Capability],
            IsTwin(operation),
            operation.Access,
            operation.Route.AsSpan().TrimEnd('/').Count('/'),
            Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], operation.Method)
        );

    /// <summary>A twin's id has one more part than area and verb.</summary>
    private static bool IsTwin(Operation operation) => operation.Id.AsSpan().Count('.') > 1;
}
