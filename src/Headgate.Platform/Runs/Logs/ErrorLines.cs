namespace Headgate.Platform.Runs.Logs;

/// <summary>Watches a console for what dbt says before it gives up: the lines after "Encountered an error:".</summary>
internal sealed class ErrorLines
{
    private const string Start = "Encountered an error:";
    private const int Most = 3;
    private const int Longest = 400;

    private readonly List<string> _lines = [];
    private bool _open;

    /// <summary>What was said, in one line; null where nothing was.</summary>
    public string? Sentence
    {
        get
        {
            if (_lines.Count == 0)
            {
                return null;
            }
            var text = string.Join(_lines[0].EndsWith(')') || _lines[0].EndsWith("Error", StringComparison.Ordinal) ? ": " : " ", _lines);
            return (text.Length > Longest ? text[..Longest] + "…" : text).TrimEnd('.') + ".";
        }
    }

    /// <summary>Looks at a line.</summary>
    public void See(string line)
    {
        if (line.Contains(Start, StringComparison.Ordinal))
        {
            _lines.Clear();
            _open = true;
            Add(line[(line.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..]);
        }
        else if (_open)
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        if (line.Trim() is { Length: > 0 } text)
        {
            _lines.Add(text);
        }
        _open = _lines.Count < Most;
    }
}
