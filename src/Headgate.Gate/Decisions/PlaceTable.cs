namespace Headgate.Gate.Decisions;

/// <summary>
/// Numbers of rules by place: a hash table with open addressing, all kinds of places in one array. A look-up fetches one line of memory in most cases, where a dictionary for
/// each kind would fetch five.
/// </summary>
internal readonly struct PlaceTable
{
    private readonly Slot[] _slots;
    private readonly int[] _rules;
    private readonly int _kinds;

    /// <summary>Makes the table; rules of a place come in the order in which they were given.</summary>
    public PlaceTable(IEnumerable<(PlaceKind Kind, long Place, int Rule)> entries)
    {
        var groups = entries.GroupBy(e => (e.Kind, e.Place), e => e.Rule).Select(g => (g.Key, Rules: g.ToArray())).ToList();
        var rules = new List<int>();
        _slots = new Slot[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, groups.Count * 2))];
        foreach (var ((kind, place), numbers) in groups)
        {
            var at = Start(kind, place);
            while (_slots[at].Count > 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }
            _slots[at] = new Slot(place, kind, numbers.Length == 1 ? numbers[0] : rules.Count, numbers.Length);
            if (numbers.Length > 1)
            {
                rules.AddRange(numbers);
            }
            _kinds |= 1 << (int)kind;
        }
        _rules = [.. rules];
    }

    /// <summary>The rules of a place, none where there are none.</summary>
    public ReadOnlySpan<int> At(PlaceKind kind, long place)
    {
        if ((_kinds & (1 << (int)kind)) == 0)
        {
            return [];
        }
        // Half of the slots are free at least, so that the search ends.
        for (var at = Start(kind, place); ; at = (at + 1) & (_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Count == 0)
            {
                return [];
            }
            if (slot.Place == place && slot.Kind == kind)
            {
                return slot.Count == 1 ? new ReadOnlySpan<int>(in slot.First) : _rules.AsSpan(slot.First, slot.Count);
            }
        }
    }

    private int Start(PlaceKind kind, long place) => (int)((((ulong)place + (ulong)kind) * 0x9E3779B97F4A7C15) >> 32) & (_slots.Length - 1);

    /// <summary>A place: <c>First</c> is its rule where it is the only one, else where its rules begin; no rule makes a free slot.</summary>
    private readonly struct Slot(long place, PlaceKind kind, int first, int count)
    {
        public readonly long Place = place;
        public readonly PlaceKind Kind = kind;
        public readonly int First = first;
        public readonly int Count = count;
    }
}
