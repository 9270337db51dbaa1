using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>What follows a value: attributes, items, calls, filters and tests.</summary>
internal sealed partial class Parser
{
    private Expr ParsePostfix(Expr node)
    {
        while (true)
        {
            switch (_current.Kind)
            {
                case TokenKind.Dot:
                    node = Chain(ParseAttribute(node));
                    break;
                case TokenKind.LeftBracket:
                    node = Chain(ParseItem(node));
                    break;
                case TokenKind.LeftParen:
                    node = Chain(ParseCall(node));
                    break;
                default:
                    return node;
            }
        }
    }

    private Expr ParseFilterChain(Expr node)
    {
        while (true)
        {
            if (_current.Kind == TokenKind.Pipe)
            {
                node = ParseFilters(node)!;
            }
            else if (_current.IsName("is"))
            {
                node = Chain(ParseTest(node));
            }
            else if (_current.Kind == TokenKind.LeftParen)
            {
                node = Chain(ParseCall(node));
            }
            else
            {
                return node;
            }
        }
    }

    private Expr ParseAttribute(Expr target)
    {
        var dot = Advance();
        var name = Advance();
        if (name.Kind == TokenKind.Name)
        {
            return new AttributeExpr(dot.Start, target, name.Text);
        }
        return name.Kind == TokenKind.Integer
            ? new ItemExpr(dot.Start, target, new IntegerLiteral(name.Start, ParseInteger(name.Text)))
            : throw Fail("expected name or number", name.Start);
    }

    private ItemExpr ParseItem(Expr target)
    {
        var bracket = Advance();
        var keys = new List<Expr>();
        while (_current.Kind != TokenKind.RightBracket)
        {
            if (keys.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            keys.Add(ParseSubscript());
        }
        Expect(TokenKind.RightBracket);
        return new ItemExpr(bracket.Start, target, keys.Count == 1 ? keys[0] : new TupleExpr(bracket.Start, [.. keys]));
    }

    private Expr ParseSubscript()
    {
        var position = _current.Start;
        Expr? start = null;
        if (_current.Kind != TokenKind.Colon)
        {
            start = ParseExpression();
            if (_current.Kind != TokenKind.Colon)
            {
                return start;
            }
        }
        Advance();
        var stop = _current.Kind is TokenKind.Colon or TokenKind.RightBracket or TokenKind.Comma ? null : ParseExpression();
        Expr? step = null;
        if (SkipIf(TokenKind.Colon) && _current.Kind is not (TokenKind.RightBracket or TokenKind.Comma))
        {
            step = ParseExpression();
        }
        return new SliceExpr(position, start, stop, step);
    }

    private CallExpr ParseCall(Expr callee)
    {
        var position = _current.Start;
        return new CallExpr(position, callee, ParseArguments());
    }

    private CallArguments ParseArguments()
    {
        var open = Expect(TokenKind.LeftParen).Start;
        var positional = new List<Expr>();
        var keywords = new List<KeywordArgument>();
        Expr? rest = null;
        Expr? restKeywords = null;
        var any = false;
        while (_current.Kind != TokenKind.RightParen)
        {
            if (any)
            {
                Expect(TokenKind.Comma);
                if (_current.Kind == TokenKind.RightParen)
                {
                    break;
                }
            }
            any = true;
            if (_current.Kind == TokenKind.Mul)
            {
                Ensure(rest is null && restKeywords is null, open);
                Advance();
                rest = ParseExpression();
            }
            else if (_current.Kind == TokenKind.Pow)
            {
                Ensure(restKeywords is null, open);
                Advance();
                restKeywords = ParseExpression();
            }
            else if (_current.Kind == TokenKind.Name && Look().Kind == TokenKind.Assign)
            {
                Ensure(restKeywords is null, open);
                var name = Advance().Text;
                Advance();
                keywords.Add(new KeywordArgument(name, ParseExpression()));
            }
            else
            {
                Ensure(rest is null && restKeywords is null && keywords.Count == 0, open);
                positional.Add(ParseExpression());
            }
        }
        Expect(TokenKind.RightParen);
        return any ? new CallArguments([.. positional], [.. keywords], rest, restKeywords) : CallArguments.None;
    }

    private void Ensure(bool valid, int position)
    {
        if (!valid)
        {
            throw Fail("invalid syntax for function call expression", position);
        }
    }

    private Expr? ParseFilters(Expr? node, bool startInline = false)
    {
        while (startInline || _current.Kind == TokenKind.Pipe)
        {
            if (!startInline)
            {
                Advance();
            }
            startInline = false;
            var position = _current.Start;
            var name = ParseDottedName();
            var arguments = _current.Kind == TokenKind.LeftParen ? ParseArguments() : CallArguments.None;
            node = Chain(new FilterExpr(position, node, name, arguments));
        }
        return node;
    }

    private string ParseDottedName()
    {
        var name = Expect(TokenKind.Name).Text;
        while (SkipIf(TokenKind.Dot))
        {
            name += "." + Expect(TokenKind.Name).Text;
        }
        return name;
    }

    private Expr ParseTest(Expr input)
    {
        var position = Advance().Start;
        var negated = SkipIfName("not");
        var name = ParseDottedName();
        var arguments = CallArguments.None;
        if (_current.Kind == TokenKind.LeftParen)
        {
            arguments = ParseArguments();
        }
        else if (StartsTestArgument())
        {
            if (_current.IsName("is"))
            {
                throw Fail("You cannot chain multiple tests with is");
            }
            Enter();
            arguments = new CallArguments([ParsePostfix(ParsePrimary())], [], null, null);
            Leave();
        }
        var test = new TestExpr(position, input, name, arguments);
        return negated ? new UnaryExpr(position, UnaryOperator.Not, test) : test;
    }

    private bool StartsTestArgument() =>
        _current.Kind switch
        {
            TokenKind.Name => _current.Text is not ("else" or "or" or "and"),
            TokenKind.String or TokenKind.Integer or TokenKind.Float or TokenKind.LeftBracket or TokenKind.LeftBrace => true,
            _ => false,
        };
}
