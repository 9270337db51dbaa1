namespace Headgate.Platform.Related;

/// <summary>Rows that stand beside others in an answer, by id: those that were asked for and that the caller may see.</summary>
internal sealed class Related<T>(IReadOnlyDictionary<long, T> rows)
    where T : class
{
    public static Related<T> None { get; } = new(new Dictionary<long, T>());

    public IReadOnlyList<T> All => [.. rows.Values];

    public T? this[long? id] => id is { } known ? rows.GetValueOrDefault(known) : null;

    /// <summary>The view of a row; null where it is not there.</summary>
    public TView? View<TView>(long? id, Func<T, TView> view)
        where TView : class => this[id] is { } row ? view(row) : null;
}
