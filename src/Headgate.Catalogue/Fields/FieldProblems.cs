namespace Headgate.Catalogue;

/// <summary>What is wrong with the fields of a call, collected so that the caller reads all of it at once. One message a field: the first.</summary>
public sealed class FieldProblems
{
    private Dictionary<string, string>? _problems;

    /// <summary>Whether something is wrong.</summary>
    public bool Any => _problems is not null;

    /// <summary>400 with everything that is wrong; null where nothing is.</summary>
    public Answer? Refusal => _problems is { } found ? Answer.BadRequest(found) : null;

    /// <summary>Notes a problem.</summary>
    /// <param name="path">The field; nested ones with dots, items of lists by their number: <c>permission_grants.0.project_id</c>.</param>
    /// <param name="message">What is wrong, for people.</param>
    public void Add(string path, string message) => (_problems ??= new(StringComparer.Ordinal)).TryAdd(path, message);
}
