using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using static Headgate.Jinja.Syntax.LexerRules;

namespace Headgate.Jinja.Syntax;

/// <summary>
/// Splits a template into tokens, one at a time, as the parser asks for them; white space control is done here.
/// The rules are those of jinja2.lexer, without its regular expressions.
/// </summary>
internal sealed partial class Lexer
{
    private readonly LexerRules _rules;
    private readonly JinjaOptions _options;
    private readonly SourceText _source;
    private readonly string _text;
    private readonly Stack<char> _brackets = new();
    private State _state;
    private int _at;
    private bool _lineStarting = true;

    // A tag that was found behind text: the text went out first.
    private Delimiter? _pendingDelimiter;

    public Lexer(SourceText source, LexerRules rules, bool expressionOnly = false)
    {
        _source = source;
        _rules = rules;
        _options = rules.Options;
        _text = source.Text;
        _state = expressionOnly ? State.Variable : State.Root;
    }

    private enum State
    {
        Root,
        Variable,
        Block,
        LineStatement,
    }

    /// <summary>What opens a statement.</summary>
    public string BlockStart => _options.BlockStart;

    /// <summary>The next token; at the end it is Eof, again and again.</summary>
    public Token Next() => _state == State.Root ? NextAtRoot() : NextInTag();

    /// <summary>
    /// Reads, right after the end of a tag, everything up to a closing tag as plain text; the closing tag itself is next.
    /// </summary>
    public Token ReadUntilTag(string name, int openedAt)
    {
        var start = _at;
        for (var at = _text.IndexOf(_options.BlockStart, _at, StringComparison.Ordinal); at >= 0; )
        {
            var inner = SkipSpace(at + _options.BlockStart.Length + (SignAt(at + _options.BlockStart.Length) == '\0' ? 0 : 1));
            var word = PythonCharacters.WordLength(_text.AsSpan(inner));
            if (_text.AsSpan(inner, word).SequenceEqual(name))
            {
                _at = at;
                return new Token(TokenKind.Data, start, at, _text[start..at]);
            }
            at = _text.IndexOf(_options.BlockStart, at + 1, StringComparison.Ordinal);
        }
        throw Fail($"Missing end of {name[3..]} directive", openedAt);
    }

    private Token NextAtRoot()
    {
        while (true)
        {
            if (_at >= _text.Length)
            {
                return new Token(TokenKind.Eof, _text.Length, _text.Length, string.Empty);
            }
            var start = _at;
            if (!FindDelimiter(out var found))
            {
                _at = _text.Length;
                _lineStarting = _text[^1] == '\n';
                return Data(start, _text.Length);
            }
            var dataEnd = StripBefore(start, found.Start, found.Sign, lstrip: found.Kind != DelimiterKind.Variable);
            if (dataEnd > start)
            {
                _at = found.Start;
                _pendingDelimiter = found;
                return Data(start, dataEnd);
            }
            if (Open(found) is { } token)
            {
                return token;
            }
        }
    }

    private bool FindDelimiter(out Delimiter found)
    {
        if (_pendingDelimiter is { } pending)
        {
            _pendingDelimiter = null;
            found = pending;
            return true;
        }
        for (var at = _rules.NextCandidate(_text, _at); at >= 0; at = _rules.NextCandidate(_text, at + 1))
        {
            if (MatchRaw(at) is { } raw)
            {
                found = raw;
                return true;
            }
            foreach (var (delimiter, kind) in _rules.Delimiters)
            {
                var open = kind switch
                {
                    DelimiterKind.LineStatement => AtLineStart(at) ? SkipBlanks(at) : -1,
                    DelimiterKind.LineComment => AtLineStart(at) || !PythonCharacters.IsSpace(_text[at - 1]) ? SkipLineSpace(at) : -1,
                    _ => at,
                };
                if (open >= 0 && string.CompareOrdinal(_text, open, delimiter, 0, delimiter.Length) == 0)
                {
                    var after = open + delimiter.Length;
                    var sign = SignAt(after);
                    found = new Delimiter(kind, at, after + (sign == '\0' ? 0 : 1), sign, IsRaw: false);
                    return true;
                }
            }
        }
        found = default;
        return false;
    }

    /// <summary>Opens what a delimiter opens; null where that is a comment, which leaves no token.</summary>
    private Token? Open(Delimiter found)
    {
        var startsLine = found.End > 0 && _text[found.End - 1] == '\n';
        _at = found.End;
        _lineStarting = startsLine;
        if (found.IsRaw)
        {
            return ReadRaw(found);
        }
        switch (found.Kind)
        {
            case DelimiterKind.Comment:
                SkipComment(found.Start);
                return null;
            case DelimiterKind.LineComment:
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
                _lineStarting = false;
                return null;
            case DelimiterKind.Variable:
                _state = State.Variable;
                return new Token(TokenKind.VariableBegin, found.Start, found.End, string.Empty);
            case DelimiterKind.LineStatement:
                _state = State.LineStatement;
                return new Token(TokenKind.BlockBegin, found.Start, found.End, string.Empty);
            default:
                _state = State.Block;
                return new Token(TokenKind.BlockBegin, found.Start, found.End, string.Empty);
        }
    }

    private void SkipComment(int openedAt)
    {
        var end = _text.IndexOf(_options.CommentEnd, _at, StringComparison.Ordinal);
        if (end < 0)
        {
            // Like Jinja's: a comment or raw block that opens at the very end of the text is no mistake.
            if (_at == _text.Length)
            {
                return;
            }

            throw Fail("Missing end of comment tag", openedAt);
        }
        var sign = end > _at ? _text[end - 1] : '\0';
        _at = AfterEnd(end + _options.CommentEnd.Length, sign is '-' or '+' ? sign : '\0');
        _lineStarting = _text[_at - 1] == '\n';
    }

    /// <summary>The delimiter of a raw block, <c>{% raw %}</c>, if one starts here.</summary>
    private Delimiter? MatchRaw(int at)
    {
        if (string.CompareOrdinal(_text, at, _options.BlockStart, 0, _options.BlockStart.Length) != 0)
        {
            return null;
        }
        var after = at + _options.BlockStart.Length;
        var sign = SignAt(after);
        var inner = SkipSpace(after + (sign == '\0' ? 0 : 1));
        if (string.CompareOrdinal(_text, inner, "raw", 0, 3) != 0)
        {
            return null;
        }
        var close = SkipSpace(inner + 3);
        if (string.CompareOrdinal(_text, close, _options.BlockEnd, 0, _options.BlockEnd.Length) == 0)
        {
            return new Delimiter(DelimiterKind.Block, at, close + _options.BlockEnd.Length, sign, IsRaw: true);
        }
        if (
            close < _text.Length
            && _text[close] == '-'
            && string.CompareOrdinal(_text, close + 1, _options.BlockEnd, 0, _options.BlockEnd.Length) == 0
        )
        {
            return new Delimiter(DelimiterKind.Block, at, SkipSpace(close + 1 + _options.BlockEnd.Length), sign, IsRaw: true);
        }
        return null;
    }

    private Token? ReadRaw(Delimiter opened)
    {
        var start = _at;
        for (
            var at = _text.IndexOf(_options.BlockStart, start, StringComparison.Ordinal);
            at >= 0;
            at = _text.IndexOf(_options.BlockStart, at + 1, StringComparison.Ordinal)
        )
        {
            var after = at + _options.BlockStart.Length;
            var sign = SignAt(after);
            var inner = SkipSpace(after + (sign == '\0' ? 0 : 1));
            if (string.CompareOrdinal(_text, inner, "endraw", 0, 6) != 0)
            {
                continue;
            }
            var close = SkipSpace(inner + 6);
            var closeSign = SignAt(close);
            var end = close + (closeSign == '\0' ? 0 : 1);
            if (string.CompareOrdinal(_text, end, _options.BlockEnd, 0, _options.BlockEnd.Length) != 0)
            {
                continue;
            }
            var dataEnd = StripBefore(start, at, sign, lstrip: true);
            _at = AfterEnd(end + _options.BlockEnd.Length, closeSign);
            _lineStarting = _text[_at - 1] == '\n';
            return dataEnd > start ? Data(start, dataEnd) : null;
        }
        return start == _text.Length ? null : throw Fail("Missing end of raw directive", opened.End);
    }

    /// <summary>Where the text before a tag ends once the tag's sign and lstrip_blocks are obeyed.</summary>
    private int StripBefore(int start, int end, char sign, bool lstrip)
    {
        var stripped = end;
        if (sign == '-')
        {
            while (stripped > start && PythonCharacters.IsSpace(_text[stripped - 1]))
            {
                stripped--;
            }
            return stripped;
        }
        if (sign == '+' || !_options.LstripBlocks || !lstrip)
        {
            return end;
        }
        while (stripped > start && _text[stripped - 1] != '\n')
        {
            if (!PythonCharacters.IsSpace(_text[stripped - 1]))
            {
                return end;
            }
            stripped--;
        }
        return stripped > start || _lineStarting ? stripped : end;
    }

    /// <summary>Where the source goes on after the end of a tag: its sign and trim_blocks are obeyed.</summary>
    private int AfterEnd(int end, char sign)
    {
        if (sign == '-')
        {
            return SkipSpace(end);
        }
        return sign == '\0' && _options.TrimBlocks && end < _text.Length && _text[end] == '\n' ? end + 1 : end;
    }

    private Token Data(int start, int end)
    {
        var text = _text[start..end];
        return new Token(TokenKind.Data, start, end, Newlines(text));
    }

    private string Newlines(string text) =>
        _options.NewlineSequence == "\n" ? text : text.Replace("\n", _options.NewlineSequence, StringComparison.Ordinal);

    private char SignAt(int at) => at < _text.Length && _text[at] is '-' or '+' ? _text[at] : '\0';

    private bool AtLineStart(int at) => at == 0 || _text[at - 1] == '\n';

    private int SkipSpace(int at)
    {
        while (at < _text.Length && PythonCharacters.IsSpace(_text[at]))
        {
            at++;
        }
        return at;
    }

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t' or '\v')
        {
            at++;
        }
        return at;
    }

    private int SkipLineSpace(int at)
    {
        while (at < _text.Length && _text[at] is not '\n' and not '\r' && PythonCharacters.IsSpace(_text[at]))
        {
            at++;
        }
        return at;
    }

    private JinjaException Fail(string message, int at) =>
        _source.Locate(new JinjaException(JinjaErrorKind.TemplateSyntaxError, message), at);

    private readonly record struct Delimiter(DelimiterKind Kind, int Start, int End, char Sign, bool IsRaw);
}
