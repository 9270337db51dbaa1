using System.Buffers;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>
/// A dbt command that a rule allows, compared word by word as dbt reads it, never as text: <c>dbt build --select tag:agent</c>. A star stands for the rest of a word that is
/// no option and holds nothing that a shell would read; a last word <c>**</c> for any further words.
/// </summary>
internal sealed class CommandPattern
{
    private const string Rest = "**";
    private static readonly SearchValues<char> OfShells = SearchValues.Create(";&|<>$`\\\n\r");

    private readonly IReadOnlyList<string> _words;
    private readonly bool _hasRest;

    private CommandPattern(IReadOnlyList<string> words)
    {
        _hasRest = words[^1] == Rest;
        _words = _hasRest ? [.. words.SkipLast(1)] : words;
    }

    /// <summary>Whether a value of a rule speaks of commands.</summary>
    public static bool IsOne(string text) => text.StartsWith("dbt ", StringComparison.Ordinal);

    /// <summary>Reads a pattern; null where its quotes do not close.</summary>
    public static CommandPattern? Read(string text) => WordsOf(text) is { Count: > 1 } words ? new CommandPattern(words) : null;

    /// <summary>The words of a command, options written out; null where its quotes do not close.</summary>
    public static IReadOnlyList<string>? WordsOf(string command) =>
        CommandWords.Split(command) is { } words ? [.. words.SelectMany(Written)] : null;

    /// <summary>Whether a command fits.</summary>
    public bool Fits(IReadOnlyList<string> words)
    {
        if (words.Count < _words.Count || (words.Count > _words.Count && !_hasRest))
        {
            return false;
        }
        for (var i = 0; i < words.Count; i++)
        {
            if (i < _words.Count ? !Fits(_words[i], words[i]) : words[i].AsSpan().ContainsAny(OfShells))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Fits(string pattern, string word) =>
        string.Equals(pattern, word, StringComparison.Ordinal)
        || (
            pattern.Contains('*')
            && (pattern[0] == '-' || !word.StartsWith('-'))
            && !word.AsSpan().ContainsAny(OfShells)
            && NamePattern.Fits(pattern, word)
        );

    private static IEnumerable<string> Written(string word)
    {
        var cut = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=') : -1;
        return cut > 0 ? [Long(word[..cut]), word[(cut + 1)..]] : [Long(word)];
    }

    private static string Long(string option) =>
        option switch
        {
            "-s" or "-m" or "--model" or "--models" => "--select",
            "-f" => "--full-refresh",
            "-t" => "--target",
            "-x" => "--fail-fast",
            "-q" => "--quiet",
            _ => option,
        };
}
