using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Witnesses;

namespace Headgate.Cli.Audit;

/// <summary>Reads what <c>--against</c> names: a head as it was printed, or a file of them.</summary>
internal static class KeptHeads
{
    /// <summary>The heads, or why what was given is none.</summary>
    public static (WitnessHeads? Heads, string? Fault) Of(string given)
    {
        if (JournalHead.TryParse(given) is { } head)
        {
            return (WitnessHeads.Of(head), null);
        }
        if (given.StartsWith("headgate-head:", StringComparison.Ordinal))
        {
            return (null, "--against is not a head: a character of it was changed or is missing. Copy it again, whole.");
        }
        var kept = WitnessHeads.In(Path.GetFullPath(given));
        if (!kept.IsThere)
        {
            return (null, $"--against is \"{given}\": neither a head, as 'headgate audit head' prints it, nor a file that can be read.");
        }
        return kept.Heads.Count > 0
            ? (kept, null)
            : (null, $"--against: {given} is not a head; it holds no line that 'headgate audit head' printed or a witness kept.");
    }
}
