using System.Text.RegularExpressions;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>dbt's console lines, coloured by their word, and the progress that they tell.</summary>
internal static partial class DbtLines
{
    /// <summary>A line in the colour of its outcome. Starts are dim, because their outcome follows.</summary>
    public static string Painted(string line, Terminal terminal)
    {
        if (Outcome().Match(line) is not { Success: true } match)
        {
            return line;
        }
        var paint = match.Groups["word"].Value switch
        {
            "OK" or "PASS" or "Completed successfully" => Paint.Green,
            "WARN" or "WARNING" or "Warning" => Paint.Yellow,
            "ERROR" or "FAIL" or "Failure" or "Error" => Paint.Red,
            _ => Paint.Dim,
        };
        if (paint == Paint.Dim)
        {
            return terminal.Painted(line, Paint.Dim);
        }
        var word = match.Groups["word"];
        return line[..word.Index] + terminal.Painted(word.Value, paint) + line[(word.Index + word.Length)..];
    }

    /// <summary>Reads <c>12 of 58 OK …</c>; false for other lines and for starts.</summary>
    public static bool IsProgress(string line, out int done, out int total)
    {
        var match = Progress().Match(line);
        (done, total) = match.Success ? (int.Parse(match.Groups["done"].ValueSpan), int.Parse(match.Groups["total"].ValueSpan)) : (0, 0);
        return match.Success;
    }

    [GeneratedRegex(
        @"\d+ of \d+ (?<word>OK|PASS|WARN|ERROR|FAIL|SKIP|START|NO-OP)\b|(^|\s)(?<word>Completed successfully|WARNING|Warning|Failure|Error)\b",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Outcome();

    [GeneratedRegex(@"(?<done>\d{1,6}) of (?<total>\d{1,6}) (OK|PASS|WARN|ERROR|FAIL|SKIP|NO-OP)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Progress();
}
