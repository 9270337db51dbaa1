using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>Which names an agent may have.</summary>
internal static class AgentNames
{
    /// <summary>Characters of the longest one.</summary>
    private const int Longest = 100;

    /// <summary>Marks that change the letter before them. A letter and its mark look like the one character that stands for both, so that two names could look the same and be none.</summary>
    private static readonly (char First, char Last)[] Marks =
    [
        ('\u0300', '\u036F'),
        ('\u1AB0', '\u1AFF'),
        ('\u1DC0', '\u1DFF'),
        ('\u20D0', '\u20FF'),
        ('\uFE20', '\uFE2F'),
    ];

    /// <summary>What a name is to be, as the end of a sentence.</summary>
    public const string Rule = "1 to 100 visible characters, each letter with its accent as one character";

    /// <summary>Whether a name is one; blanks at its ends are not looked at.</summary>
    public static bool IsGood(string name) =>
        name.Length is > 0 and <= Longest
        && !name.Any(HiddenCharacter.Is)
        && !name.Any(c => Array.Exists(Marks, marks => c >= marks.First && c <= marks.Last));
}
