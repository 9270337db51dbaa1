using System.Text.RegularExpressions;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary>dbt's console lines, coloured by their word.</summary>
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

    [GeneratedRegex(
        @"\d+ of \d+ (?<word>OK|PASS|WARN|ERROR|FAIL|SKIP|START|NO-OP)\b|(^|\s)(?<word>Completed successfully|WARNING|Warning|Failure|Error)\b",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Outcome();
}
