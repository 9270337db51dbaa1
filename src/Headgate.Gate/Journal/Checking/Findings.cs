namespace Headgate.Gate.Journal.Checking;

/// <summary>What the checks of one journal found so far.</summary>
internal sealed class Findings
{
    private const int MostBreaks = 100;
    private readonly List<string> _doubts = [];

    public List<JournalBreak> Breaks { get; } = [];

    public IReadOnlyList<string> Doubts => _doubts;

    public List<string> Notes { get; } = [];

    public void Break(BreakKind kind, LinePlace at, long sequence, string sentence)
    {
        if (Breaks.Count < MostBreaks)
        {
            Breaks.Add(new(kind, at.File, at.Number, at.Offset, sequence, sentence));
        }
    }

    public void Doubt(string sentence)
    {
        if (_doubts.Count < MostBreaks)
        {
            _doubts.Add(sentence);
        }
    }
}
