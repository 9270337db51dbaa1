using System.Text;
using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Syntax;

/// <summary>Tokens inside of tags.</summary>
internal sealed partial class Lexer
{
    private Token NextInTag()
    {
        while (true)
        {
            if (_brackets.Count == 0 && TryEndTag() is { } end)
            {
                return end;
            }
            if (_at >= _text.Length)
            {
                return new Token(TokenKind.Eof, _text.Length, _text.Length, string.Empty);
            }
            if (!PythonCharacters.IsSpace(_text[_at]))
            {
                break;
            }
            _at = _state == State.LineStatement && _brackets.Count == 0 ? SkipLineSpace(_at) : SkipSpace(_at);
        }
        var c = _text[_at];
        if (char.IsAsciiDigit(c))
        {
            return ReadNumber();
        }
        var word = PythonCharacters.WordLength(_text.AsSpan(_at));
        if (word > 0)
        {
            var start = _at;
            _at += word;
            var name = _text.AsSpan(start, word);
            return PythonCharacters.IsIdentifier(name)
                ? new Token(TokenKind.Name, start, _at, Names.Intern(name))
                : throw Fail("Invalid character in identifier", start);
        }
        return c is '\'' or '"' ? ReadString(c) : ReadOperator(c);
    }

    private Token? TryEndTag()
    {
        if (_state == State.LineStatement)
        {
            return TryEndLine();
        }
        var delimiter = _state == State.Block ? _options.BlockEnd : _options.VariableEnd;
        var sign = SignAt(_at);
        if (sign == '+' && _state == State.Variable)
        {
            sign = '\0';
        }
        var start = _at + (sign == '\0' ? 0 : 1);
        if (string.CompareOrdinal(_text, start, delimiter, 0, delimiter.Length) != 0)
        {
            // An end delimiter may itself begin with a sign.
            if (sign == '\0' || string.CompareOrdinal(_text, _at, delimiter, 0, delimiter.Length) != 0)
            {
                return null;
            }
            start = _at;
            sign = '\0';
        }
        var end = start + delimiter.Length;
        var kind = _state == State.Block ? TokenKind.BlockEnd : TokenKind.VariableEnd;
        var token = new Token(kind, _at, end, string.Empty);
        _at = kind == TokenKind.VariableEnd && sign == '\0' ? end : AfterEnd(end, sign);
        _lineStarting = _text[_at - 1] == '\n';
        _state = State.Root;
        return token;
    }

    /// <summary>A line statement ends with its line; blank lines after it belong to it.</summary>
    private Token? TryEndLine()
    {
        var space = SkipSpace(_at);
        var end = space;
        if (space < _text.Length)
        {
            end = space > _at ? _text.LastIndexOf('\n', space - 1, space - _at) + 1 : 0;
            if (end == 0)
            {
                return null;
            }
        }
        var token = new Token(TokenKind.BlockEnd, _at, _at, string.Empty);
        _at = end;
        _lineStarting = end > 0 && _text[end - 1] == '\n';
        _state = State.Root;
        return token;
    }

    private Token ReadNumber()
    {
        var start = _at;
        var afterDot = start > 0 && _text[start - 1] == '.';
        if (!afterDot && FloatEnd(start) is > 0 and var floatEnd)
        {
            _at = floatEnd;
            return new Token(TokenKind.Float, start, _at, Digits(start));
        }
        _at = IntegerEnd(start);
        return new Token(TokenKind.Integer, start, _at, Digits(start));
    }

    private string Digits(int start) => _text[start.._at].Replace("_", string.Empty, StringComparison.Ordinal);

    private int FloatEnd(int start)
    {
        var end = SkipDigits(start);
        var isFloat = false;
        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]))
        {
            end = SkipDigits(end + 1);
            isFloat = true;
        }
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            var digits = end + 1 + (SignAt(end + 1) == '\0' ? 0 : 1);
            if (digits < _text.Length && char.IsAsciiDigit(_text[digits]))
            {
                return SkipDigits(digits);
            }
        }
        return isFloat ? end : 0;
    }

    private int IntegerEnd(int start)
    {
        if (_text[start] == '0' && start + 1 < _text.Length)
        {
            var end = _text[start + 1] switch
            {
                'b' or 'B' => SkipDigits(start + 2, static c => c is '0' or '1', mayStartWithUnderscore: true),
                'o' or 'O' => SkipDigits(start + 2, static c => c is >= '0' and <= '7', mayStartWithUnderscore: true),
                'x' or 'X' => SkipDigits(start + 2, char.IsAsciiHexDigit, mayStartWithUnderscore: true),
                _ => 0,
            };
            return end > start + 2 ? end : SkipDigits(start, static c => c == '0', mayStartWithUnderscore: false);
        }
        return SkipDigits(start);
    }

    private int SkipDigits(int at) => SkipDigits(at, char.IsAsciiDigit, mayStartWithUnderscore: false);

    private int SkipDigits(int at, Func<char, bool> isDigit, bool mayStartWithUnderscore)
    {
        var end = at;
        while (true)
        {
            if (end < _text.Length && isDigit(_text[end]))
            {
                end++;
            }
            else if ((end > at || mayStartWithUnderscore) && end + 1 < _text.Length && _text[end] == '_' && isDigit(_text[end + 1]))
            {
                end += 2;
            }
            else
            {
                return end;
            }
        }
    }

    private Token ReadString(char quote)
    {
        var start = _at;
        var end = start + 1;
        var escaped = false;
        while (true)
        {
            var step = end < _text.Length ? _text.AsSpan(end).IndexOfAny(quote, '\\') : -1;
            if (step < 0 || (_text[end + step] == '\\' && end + step + 1 >= _text.Length))
            {
                throw UnexpectedCharacter(quote);
            }
            end += step;
            if (_text[end] == quote)
            {
                break;
            }
            escaped = true;
            end += 2;
        }
        _at = end + 1;
        var content = Newlines(_text[(start + 1)..end]);
        if (escaped)
        {
            content = StringEscapes.Decode(content, out var problem);
            if (problem is not null)
            {
                throw Fail(problem, start);
            }
        }
        return new Token(TokenKind.String, start, _at, content);
    }

    private Token ReadOperator(char c)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        var (kind, length) = (c, next) switch
        {
            ('/', '/') => (TokenKind.FloorDiv, 2),
            ('*', '*') => (TokenKind.Pow, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('>', '=') => (TokenKind.GreaterEqual, 2),
            ('<', '=') => (TokenKind.LessEqual, 2),
            ('+', _) => (TokenKind.Add, 1),
            ('-', _) => (TokenKind.Sub, 1),
            ('/', _) => (TokenKind.Div, 1),
            ('*', _) => (TokenKind.Mul, 1),
            ('%', _) => (TokenKind.Mod, 1),
            ('~', _) => (TokenKind.Tilde, 1),
            ('[', _) => (TokenKind.LeftBracket, 1),
            (']', _) => (TokenKind.RightBracket, 1),
            ('(', _) => (TokenKind.LeftParen, 1),
            (')', _) => (TokenKind.RightParen, 1),
            ('{', _) => (TokenKind.LeftBrace, 1),
            ('}', _) => (TokenKind.RightBrace, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('=', _) => (TokenKind.Assign, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('|', _) => (TokenKind.Pipe, 1),
            (',', _) => (TokenKind.Comma, 1),
            (';', _) => (TokenKind.Semicolon, 1),
            _ => throw UnexpectedCharacter(c),
        };
        Balance(c);
        var token = new Token(kind, _at, _at + length, string.Empty);
        _at += length;
        return token;
    }

    private void Balance(char c)
    {
        switch (c)
        {
            case '(':
                _brackets.Push(')');
                break;
            case '[':
                _brackets.Push(']');
                break;
            case '{':
                _brackets.Push('}');
                break;
            case ')' or ']' or '}':
                if (!_brackets.TryPop(out var expected))
                {
                    throw Fail($"unexpected '{c}'", _at);
                }
                if (expected != c)
                {
                    throw Fail($"unexpected '{c}', expected '{expected}'", _at);
                }
                break;
        }
    }

    private JinjaException UnexpectedCharacter(char c)
    {
        // Python counts code points.
        var position = 0;
        foreach (var _ in _text.AsSpan(0, _at).EnumerateRunes())
        {
            position++;
        }
        var shown = c switch
        {
            '\'' => "\"'\"",
            '\\' => "'\\\\'",
            < ' ' or '\x7f' => $"'\\x{(int)c:x2}'",
            _ => Rune.TryGetRuneAt(_text, _at, out var rune) ? $"'{rune}'" : $"'\\u{(int)c:x4}'",
        };
        return Fail($"unexpected char {shown} at {position}", _at);
    }
}
