namespace Headgate.Gate.Policies;

/// <summary>A value of a policy file, with the line where it stands.</summary>
/// <param name="Line">The line, from 1.</param>
internal abstract record PolicyNode(int Line);

/// <summary>A plain or quoted value.</summary>
internal sealed record PolicyScalar(int Line, string Text, bool IsQuoted) : PolicyNode(Line);

/// <summary>A list.</summary>
internal sealed record PolicyList(int Line, IReadOnlyList<PolicyNode> Items) : PolicyNode(Line);

/// <summary>Names with values, each name once.</summary>
internal sealed record PolicyMap(int Line, IReadOnlyList<(string Name, int Line, PolicyNode Value)> Entries) : PolicyNode(Line)
{
    public PolicyNode? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Name, name, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }
        return null;
    }
}
