namespace Headgate.Jinja.Run;

/// <summary>From places in the output to the lines of the source that wrote them.</summary>
public sealed class OutputMap
{
    private readonly List<OutputMapEntry> _entries = [];

    /// <summary>The parts of the output in order; each lasts until the next one starts.</summary>
    public IReadOnlyList<OutputMapEntry> Entries => _entries;

    /// <summary>The part that a character of the output belongs to.</summary>
    /// <param name="offset">Offset in the output, in UTF-16 units.</param>
    /// <returns>The part, or null before the first.</returns>
    public OutputMapEntry? Find(int offset)
    {
        var low = 0;
        var high = _entries.Count - 1;
        OutputMapEntry? found = null;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Offset <= offset)
            {
                found = _entries[middle];
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return found;
    }

    internal void Add(OutputMapEntry entry)
    {
        if (_entries.Count > 0 && _entries[^1].Offset == entry.Offset)
        {
            _entries.RemoveAt(_entries.Count - 1);
        }
        _entries.Add(entry);
    }

    internal void Truncate(int length)
    {
        while (_entries.Count > 0 && _entries[^1].Offset >= length)
        {
            _entries.RemoveAt(_entries.Count - 1);
        }
    }
}
