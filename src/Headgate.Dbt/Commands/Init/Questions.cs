using System.Globalization;

namespace Headgate.Dbt.Commands.Init;

/// <summary>Asks a person at the terminal.</summary>
/// <param name="input">Where answers come from; null where nobody is.</param>
/// <param name="output">Where questions go.</param>
internal sealed class Questions(TextReader? input, TextWriter output)
{
    /// <summary>Asks for a text.</summary>
    /// <param name="question">What is asked for.</param>
    /// <param name="otherwise">What an empty answer means; null where one must be given.</param>
    /// <exception cref="DbtException">Nobody answers.</exception>
    public string Ask(string question, string? otherwise = null)
    {
        while (true)
        {
            output.Write(otherwise is null ? $"{question}: " : $"{question} [{otherwise}]: ");
            output.Flush();
            var answer =
                input?.ReadLine()
                ?? throw new DbtException(
                    DbtErrorKind.Runtime,
                    $"Nobody answers the question '{question}'. Call dbt init at a terminal, or with a project's name and --skip-profile-setup."
                );
            if ((answer.Trim() is { Length: > 0 } given ? given : otherwise) is { } text)
            {
                return text;
            }
        }
    }

    /// <summary>Asks for one of several words by its number.</summary>
    public string Choose(string question, IReadOnlyList<string> words)
    {
        while (true)
        {
            output.WriteLine(question);
            for (var i = 0; i < words.Count; i++)
            {
                output.WriteLine($"[{i + 1}] {words[i]}");
            }
            if (int.TryParse(Ask("Enter a number"), CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= words.Count)
            {
                return words[number - 1];
            }
        }
    }
}
