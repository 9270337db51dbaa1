namespace Headgate.Gate.Models;

/// <summary>Asks the engine which nodes commands and selections would take, of a project that is known by its manifest alone.</summary>
/// <param name="Manifest">The file of the manifest.</param>
/// <param name="Commands">Commands without their first word, word by word.</param>
/// <param name="Selections">Selections, as behind <c>--select</c> and <c>--exclude</c>.</param>
/// <param name="Variables">Environment variables that the commands would have and that change what they do.</param>
public sealed record NodesQuestion(
    string Manifest,
    IReadOnlyList<IReadOnlyList<string>> Commands,
    IReadOnlyList<NodesQuestion.Selection> Selections,
    IReadOnlyDictionary<string, string> Variables
)
{
    /// <summary>What is selected.</summary>
    /// <param name="Select">As behind <c>--select</c>.</param>
    /// <param name="Exclude">As behind <c>--exclude</c>.</param>
    public sealed record Selection(IReadOnlyList<string> Select, IReadOnlyList<string> Exclude);
}
