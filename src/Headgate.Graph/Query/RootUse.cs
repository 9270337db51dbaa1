namespace Headgate.Graph.Query;

/// <summary>The call that a field at the top of a query makes.</summary>
/// <param name="Operation">Id of the operation.</param>
/// <param name="IdName">The argument of that call which names its target; null where it has none.</param>
/// <param name="Id">The id of the target.</param>
public sealed record RootUse(string Operation, string? IdName, long Id)
{
    /// <summary>What it is about, in words: <c>environment 7</c>.</summary>
    public string Words => $"{IdName?.Replace("_id", "", StringComparison.Ordinal)} {Id}";
}
