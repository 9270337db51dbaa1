namespace Headgate.Dbt.Graph;

/// <summary>For each kept node the kept nodes above it, one bit each.</summary>
internal sealed class AncestorSets
{
    private readonly int[] _places;
    private readonly ulong[]?[] _sets;
    private readonly int _words;

    /// <summary>Starts with nothing known.</summary>
    /// <param name="kept">Which nodes are kept, by index.</param>
    public AncestorSets(bool[] kept)
    {
        _places = new int[kept.Length];
        _sets = new ulong[kept.Length][];
        var count = 0;
        for (var i = 0; i < kept.Length; i++)
        {
            _places[i] = kept[i] ? count++ : -1;
        }
        _words = (count + 63) / 64;
    }

    /// <summary>Notes the ancestors of a node: its parents and what is above these, which must be known already.</summary>
    public void Fill(int node, int[] parents)
    {
        var set = new ulong[_words];
        foreach (var parent in parents)
        {
            set[_places[parent] / 64] |= 1UL << (_places[parent] % 64);
            for (var i = 0; i < _words; i++)
            {
                set[i] |= _sets[parent]![i];
            }
        }
        _sets[node] = set;
    }

    /// <summary>Is <paramref name="ancestor"/> above <paramref name="node"/>?</summary>
    public bool Has(int node, int ancestor) => (_sets[node]![_places[ancestor] / 64] & (1UL << (_places[ancestor] % 64))) != 0;
}
