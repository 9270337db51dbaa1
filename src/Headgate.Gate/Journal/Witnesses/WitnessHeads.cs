using Headgate.Gate.Journal.Checking;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>The heads that a witness outside of the journal's folder kept.</summary>
/// <param name="Name">What a person calls the witness: a file's path, or "the head that you gave".</param>
/// <param name="Heads">What it kept, in its order.</param>
/// <param name="WrongLines">The numbers of lines that are no heads.</param>
/// <param name="IsThere">Whether the witness could be read at all.</param>
public sealed record WitnessHeads(string Name, IReadOnlyList<JournalHead> Heads, IReadOnlyList<int> WrongLines, bool IsThere)
{
    private const int NewestWindow = 64 << 10;

    /// <summary>One head that a person kept.</summary>
    /// <param name="head">The head.</param>
    public static WitnessHeads Of(JournalHead head) => new("the head that you gave", [head], [], IsThere: true);

    /// <summary>Reads a file with a head a line; empty lines and those that begin with # are passed over.</summary>
    /// <param name="path">The file.</param>
    public static WitnessHeads In(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Read(path, file, skipFirst: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, [], [], IsThere: false);
        }
    }

    /// <summary>Reads the newest heads of a file only, as much as a start needs.</summary>
    /// <param name="path">The file.</param>
    public static WitnessHeads NewestIn(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Max(0, file.Length - NewestWindow);
            return Read(path, file, skipFirst: file.Position > 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, [], [], IsThere: false);
        }
    }

    private static WitnessHeads Read(string path, Stream from, bool skipFirst)
    {
        List<JournalHead> heads = [];
        List<int> wrong = [];
        using var reader = new StreamReader(from);
        if (skipFirst)
        {
            reader.ReadLine();
        }
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (JournalHead.TryParse(line) is { } head)
            {
                heads.Add(head);
            }
            else if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith('#'))
            {
                wrong.Add(number);
            }
        }
        return new(path, heads, wrong, IsThere: true);
    }
}
