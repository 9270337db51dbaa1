namespace Headgate.Dbt.Graph;

/// <summary>For each kept node the kept nodes above it, one bit each.</summary>
internal sealed class AncestorSets
{
    private readonly int[] places;
    private readonly ulong[]?[] sets;
    private readonly int words;

    /// <summary>Starts with nothing known.</summary>
    /// <param name="kept">Which nodes are kept, by index.</param>
    public AncestorSets(bool[] kept)
    {
        places = new int[kept.Length];
        sets = new ulong[kept.Length][];
        var count = 0;
        for (var i = 0; i < kept.Length; i++)
        {
            places[i] = kept[i] ? count++ : -1;
        }
        words = (count + 63) / 64;
    }

    /// <summary>Notes the ancestors of a node: its parents and what is above these, which must be known already.</summary>
    public void Fill(int node, int[] parents)
    {
        var set = new ulong[words];
        foreach (var parent in parents)
        {
            set[places[parent] / 64] |= 1UL << (places[parent] % 64);
            for (var i = 0; i < words; i++)
            {
                set[i] |= sets[parent]![i];
            }
        }
        sets[node] = set;
    }

    /// <summary>Is <paramref name="ancestor"/> above <paramref name="node"/>?</summary>
    public bool Has(int node, int ancestor) => (sets[node]![places[ancestor] / 64] & (1UL << (places[ancestor] % 64))) != 0;
}
