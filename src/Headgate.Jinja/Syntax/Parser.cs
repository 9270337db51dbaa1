using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>
/// Recursive descent over the tokens of one template, one method for each level of precedence. What it accepts and what it says
/// about mistakes are those of jinja2.parser.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly Lexer _lexer;
    private readonly Limits _limits;
    private readonly JinjaTags _tags;
    private readonly IReadOnlyDictionary<string, ExtensionTag> _extensions;
    private readonly List<string> _openTags = [];
    private readonly List<string[]> _endTags = [];
    private Token _current;
    private Token? _ahead;
    private int _lastStart;
    private int _nesting;

    public Parser(SourceText source, LexerRules rules, IReadOnlyDictionary<string, ExtensionTag> extensions, bool expressionOnly = false)
    {
        _source = source;
        _limits = rules.Options.Limits;
        _tags = rules.Options.Tags;
        _extensions = extensions;
        if (source.Text.Length > _limits.MaxSourceLength)
        {
            throw new JinjaException(
                JinjaErrorKind.LimitExceeded,
                $"the template is longer than the limit of {_limits.MaxSourceLength} characters"
            ).At(source.Name, 1, 0, null);
        }
        _lexer = new Lexer(source, rules, expressionOnly);
        _current = Fetch();
    }

    /// <summary>Parses a whole template.</summary>
    public TemplateNode ParseTemplate() => new([.. ParseBody(null)]);

    /// <summary>Parses a text that is one expression and nothing else.</summary>
    public Expr ParseWholeExpression()
    {
        var expression = ParseExpression();
        if (_current.Kind != TokenKind.Eof)
        {
            throw Fail("chunk after expression", _current.Start);
        }
        return expression;
    }

    private JinjaException Fail(string message, int position, JinjaErrorKind kind = JinjaErrorKind.TemplateSyntaxError) =>
        _source.Locate(new JinjaException(kind, message), position);

    private JinjaException Fail(string message) => Fail(message, _current.Start);

    private Token Fetch()
    {
        var token = _lexer.Next();
        // Jinja reports the end of a template at the line of the last thing before it.
        if (token.Kind == TokenKind.Eof)
        {
            return token with { Start = _lastStart };
        }
        _lastStart = token.Start;
        return token;
    }

    private Token Advance()
    {
        var old = _current;
        if (_ahead is { } ahead)
        {
            _current = ahead;
            _ahead = null;
        }
        else
        {
            _current = Fetch();
        }
        return old;
    }

    private Token Look() => _ahead ??= Fetch();

    private bool SkipIf(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            return false;
        }
        Advance();
        return true;
    }

    private bool SkipIfName(string name)
    {
        if (!_current.IsName(name))
        {
            return false;
        }
        Advance();
        return true;
    }

    private Token Expect(TokenKind kind) => _current.Kind == kind ? Advance() : throw Unexpected(Token.Describe(kind));

    private Token ExpectName(string name) => _current.IsName(name) ? Advance() : throw Unexpected(name);

    private JinjaException Unexpected(string expected) =>
        _current.Kind == TokenKind.Eof
            ? Fail($"unexpected end of template, expected '{expected}'.")
            : Fail($"expected token '{expected}', got '{_current.Describe()}'");

    private void Enter()
    {
        if (++_nesting > _limits.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep();
        }
    }

    private JinjaException TooDeep() =>
        Fail($"the template is nested deeper than {_limits.MaxNesting} levels", _current.Start, JinjaErrorKind.RecursionError);

    private void Leave() => _nesting--;

    /// <summary>A chain such as a + b + c makes a deep tree without brackets; it has a limit of its own.</summary>
    private T Chain<T>(T node)
        where T : Expr => node.Depth <= 5 * _limits.MaxNesting ? node : throw TooDeep();

    private List<Stmt> ParseBody(string[]? endTags)
    {
        var body = new List<Stmt>();
        var parts = new List<Expr>();
        var partsStart = 0;
        Enter();
        if (endTags is not null)
        {
            _endTags.Add(endTags);
        }
        while (_current.Kind != TokenKind.Eof)
        {
            var token = _current;
            if (parts.Count == 0)
            {
                partsStart = token.Start;
            }
            if (token.Kind == TokenKind.Data)
            {
                AddData(parts, token);
                Advance();
            }
            else if (token.Kind == TokenKind.VariableBegin)
            {
                Advance();
                parts.Add(ParseTuple());
                Expect(TokenKind.VariableEnd);
            }
            else
            {
                Flush(body, parts, partsStart, token.Start);
                Advance();
                if (endTags is not null && _current.Kind == TokenKind.Name && Array.IndexOf(endTags, _current.Text) >= 0)
                {
                    _endTags.RemoveAt(_endTags.Count - 1);
                    Leave();
                    return body;
                }
                var statement = ParseStatement();
                statement.Start = token.Start;
                statement.End = Expect(TokenKind.BlockEnd).End;
                body.Add(statement);
            }
        }
        Flush(body, parts, partsStart, _source.Text.Length);
        if (endTags is not null)
        {
            throw UnexpectedEnd();
        }
        Leave();
        return body;
    }

    private static void AddData(List<Expr> parts, Token token)
    {
        if (parts.Count > 0 && parts[^1] is TemplateData before)
        {
            parts[^1] = new TemplateData(before.Position, before.Text + token.Text);
        }
        else
        {
            parts.Add(new TemplateData(token.Start, token.Text));
        }
    }

    private static void Flush(List<Stmt> body, List<Expr> parts, int start, int end)
    {
        if (parts.Count > 0)
        {
            body.Add(new OutputStmt(parts[0].Position, [.. parts]) { Start = start, End = end });
            parts.Clear();
        }
    }

    private Stmt[] ParseStatements(params string[] endTags)
    {
        SkipIf(TokenKind.Colon);
        Expect(TokenKind.BlockEnd);
        return [.. ParseBody(endTags)];
    }

    /// <summary>A body up to its one closing tag, whose name is consumed.</summary>
    private Stmt[] ParseStatementsTo(string endTag)
    {
        var body = ParseStatements(endTag);
        Advance();
        return body;
    }

    private JinjaException UnexpectedEnd() => UnexpectedTag(null, _current.Start);

    private JinjaException UnexpectedTag(string? name, int position)
    {
        var message = name is null ? "Unexpected end of template." : $"Encountered unknown tag '{name}'.";
        if (_endTags.Count > 0)
        {
            var looking = string.Join(" or ", _endTags[^1].Select(t => $"'{t}'"));
            message +=
                name is not null && _endTags.Exists(t => t.Contains(name))
                    ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {looking}."
                    : $" Jinja was looking for the following tags: {looking}.";
        }
        if (_openTags.Count > 0)
        {
            message += $" The innermost block that needs to be closed is '{_openTags[^1]}'.";
        }
        return Fail(message, position);
    }
}
