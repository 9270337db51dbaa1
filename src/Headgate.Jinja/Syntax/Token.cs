namespace Headgate.Jinja.Syntax;

/// <summary>One token: what it is, where it stands, and its text where the kind does not say it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character in the source.</param>
/// <param name="End">Offset after its last character; white space that a tag removes is not part of it.</param>
/// <param name="Text">Name, text of data, value of a string, digits of a number; empty for operators and delimiters.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text)
{
    /// <summary>Whether this is the given word.</summary>
    public bool IsName(string name) => Kind == TokenKind.Name && string.Equals(Text, name, StringComparison.Ordinal);

    /// <summary>How Jinja names the token in messages.</summary>
    public string Describe() => Kind == TokenKind.Name ? Text : Describe(Kind);

    /// <summary>How Jinja names a kind of token in messages.</summary>
    public static string Describe(TokenKind kind) =>
        kind switch
        {
            TokenKind.Eof => "end of template",
            TokenKind.Data => "template data / text",
            TokenKind.VariableBegin => "begin of print statement",
            TokenKind.VariableEnd => "end of print statement",
            TokenKind.BlockBegin => "begin of statement block",
            TokenKind.BlockEnd => "end of statement block",
            TokenKind.Name => "name",
            TokenKind.String => "string",
            TokenKind.Integer => "integer",
            TokenKind.Float => "float",
            TokenKind.Add => "+",
            TokenKind.Sub => "-",
            TokenKind.Mul => "*",
            TokenKind.Div => "/",
            TokenKind.FloorDiv => "//",
            TokenKind.Mod => "%",
            TokenKind.Pow => "**",
            TokenKind.Tilde => "~",
            TokenKind.LeftBracket => "[",
            TokenKind.RightBracket => "]",
            TokenKind.LeftParen => "(",
            TokenKind.RightParen => ")",
            TokenKind.LeftBrace => "{",
            TokenKind.RightBrace => "}",
            TokenKind.Equal => "==",
            TokenKind.NotEqual => "!=",
            TokenKind.Greater => ">",
            TokenKind.GreaterEqual => ">=",
            TokenKind.Less => "<",
            TokenKind.LessEqual => "<=",
            TokenKind.Assign => "=",
            TokenKind.Dot => ".",
            TokenKind.Colon => ":",
            TokenKind.Pipe => "|",
            TokenKind.Comma => ",",
            TokenKind.Semicolon => ";",
            _ => kind.ToString(),
        };
}
