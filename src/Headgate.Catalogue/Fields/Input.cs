namespace Headgate.Catalogue;

/// <summary>The values of one call, read and checked, on their way to what they are written into.</summary>
/// <typeparam name="T">That.</typeparam>
public sealed class Input<T>
{
    private readonly List<(bool IsSent, Action<T> Write)> _writes = [];

    internal Input(FieldProblems problems) => Problems = problems;

    /// <summary>What is wrong with the call. Operations add what only they can see.</summary>
    public FieldProblems Problems { get; }

    /// <summary>400 with everything that is wrong; null where nothing is.</summary>
    public Answer? Refusal => Problems.Refusal;

    /// <summary>Notes something that only the operation can see.</summary>
    public void Problem(string field, string message) => Problems.Add(field, message);

    /// <summary>Writes all values, those of fields that were left out too: a replacement of the whole.</summary>
    public T ApplyTo(T target)
    {
        foreach (var (_, write) in _writes)
        {
            write(target);
        }
        return target;
    }

    /// <summary>Writes only what was sent, with null too: a change of parts.</summary>
    public T ApplySentTo(T target)
    {
        foreach (var (isSent, write) in _writes)
        {
            if (isSent)
            {
                write(target);
            }
        }
        return target;
    }

    internal void Add(bool isSent, Action<T> write) => _writes.Add((isSent, write));

    internal void Add(Input<T> inside, bool isSent)
    {
        foreach (var (sent, write) in inside._writes)
        {
            _writes.Add((isSent && sent, write));
        }
    }
}
