using System.Globalization;
using System.Text;

namespace Headgate.Mcp.Local.Commands;

/// <summary>
/// Lines up to a size: the first and the last of them, because an answer begins at its head and a failure is told at its end. What lies between is counted, and the text
/// says so.
/// </summary>
internal sealed class BoundedText(int limit)
{
    /// <summary>Characters that an answer may have.</summary>
    public const int UsualLimit = 100_000;

    private readonly StringBuilder _head = new();
    private readonly Queue<string> _tail = new();
    private int _tailLength;
    private bool _headIsFull;
    private long _cutLines;
    private long _cutCharacters;

    /// <summary>Adds a line, or several.</summary>
    public void Add(string line)
    {
        if (!_headIsFull)
        {
            var room = (limit / 2) - _head.Length;
            if (line.Length + 1 <= room)
            {
                _head.Append(line).Append('\n');
                return;
            }
            _headIsFull = true;
            var end = Math.Max(0, room - 1);
            // A pair of surrogates is one character and stays whole.
            end -= end > 0 && end < line.Length && char.IsLowSurrogate(line[end]) ? 1 : 0;
            _head.Append(line, 0, end).Append('\n');
            line = line[end..];
        }
        AddToTail(line);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(_head.ToString());
        if (_cutLines > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"[… {_cutCharacters} characters of {_cutLines} lines were left out here. Ask for less, such as fewer nodes, to see all of it. …]\n"
            );
        }
        return text.AppendJoin('\n', _tail).ToString().TrimEnd('\n');
    }

    private void AddToTail(string line)
    {
        if (line.Length > limit / 2)
        {
            var from = line.Length - (limit / 2);
            from += char.IsLowSurrogate(line[from]) ? 1 : 0;
            Cut(line.AsSpan(0, from));
            line = line[from..];
        }
        _tail.Enqueue(line);
        _tailLength += line.Length + 1;
        while (_tailLength > limit / 2 && _tail.Count > 1)
        {
            var oldest = _tail.Dequeue();
            _tailLength -= oldest.Length + 1;
            Cut(oldest);
        }
    }

    private void Cut(ReadOnlySpan<char> text) => (_cutLines, _cutCharacters) = (_cutLines + 1, _cutCharacters + text.Length);
}
