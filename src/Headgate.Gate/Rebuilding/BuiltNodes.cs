namespace Headgate.Gate.Rebuilding;

/// <summary>The nodes that are asked about: those that commands build, with the words by which a command selects them.</summary>
internal sealed class BuiltNodes
{
    private static readonly string[] Kinds = ["model", "seed", "snapshot"];

    private BuiltNodes(IReadOnlyList<(string Id, string Word)> all) => All = all;

    /// <summary>The nodes.</summary>
    public IReadOnlyList<(string Id, string Word)> All { get; }

    /// <summary>Of ids that somebody sent; others than those of nodes that are built, or that are no ids, are left out.</summary>
    public static BuiltNodes Of(IEnumerable<string> ids) =>
        new([
            .. ids.Distinct(StringComparer.Ordinal)
                .Select(id => (Id: id, Parts: id.Split('.')))
                .Where(node => node.Parts.Length > 2 && Kinds.Contains(node.Parts[0]) && node.Parts.All(IsWord))
                .Select(node => (node.Id, string.Join('.', node.Parts[2..]))),
        ]);

    /// <summary>Those of them that stand among others.</summary>
    public IReadOnlyList<string> Among(IEnumerable<string> others)
    {
        var set = others.ToHashSet(StringComparer.Ordinal);
        return [.. All.Select(node => node.Id).Where(set.Contains)];
    }

    private static bool IsWord(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
