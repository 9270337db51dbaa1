using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>Expressions from the loosest to the tightest binding.</summary>
internal sealed partial class Parser
{
    private Expr ParseExpression(bool withConditional = true)
    {
        Enter();
        var expression = withConditional ? ParseConditional() : ParseOr();
        Leave();
        return expression;
    }

    private Expr ParseConditional()
    {
        var position = _current.Start;
        var expression = ParseOr();
        while (SkipIfName("if"))
        {
            var test = ParseOr();
            Expr? otherwise = null;
            if (SkipIfName("else"))
            {
                Enter();
                otherwise = ParseConditional();
                Leave();
            }
            expression = Chain(new ConditionalExpr(position, test, expression, otherwise));
            position = _current.Start;
        }
        return expression;
    }

    private Expr ParseOr()
    {
        var left = ParseAnd();
        while (_current.IsName("or"))
        {
            var position = Advance().Start;
            left = Chain(new BinaryExpr(position, BinaryOperator.Or, left, ParseAnd()));
        }
        return left;
    }

    private Expr ParseAnd()
    {
        var left = ParseNot();
        while (_current.IsName("and"))
        {
            var position = Advance().Start;
            left = Chain(new BinaryExpr(position, BinaryOperator.And, left, ParseNot()));
        }
        return left;
    }

    private Expr ParseNot()
    {
        if (!_current.IsName("not"))
        {
            return ParseCompare();
        }
        Enter();
        var position = Advance().Start;
        var operand = new UnaryExpr(position, UnaryOperator.Not, ParseNot());
        Leave();
        return operand;
    }

    private Expr ParseCompare()
    {
        var first = ParseSum();
        if (NextComparison() is not { } comparison)
        {
            return first;
        }
        var operators = new List<CompareOperator>();
        var positions = new List<int>();
        var operands = new List<Expr>();
        for (CompareOperator? next = comparison; next is not null; next = NextComparison())
        {
            positions.Add(_current.Start);
            Advance();
            if (next == CompareOperator.NotIn)
            {
                Advance();
            }
            operators.Add(next.Value);
            operands.Add(ParseSum());
        }
        return Chain(new CompareExpr(positions[0], first, [.. operators], [.. positions], [.. operands]));
    }

    private CompareOperator? NextComparison() =>
        _current.Kind switch
        {
            TokenKind.Equal => CompareOperator.Equal,
            TokenKind.NotEqual => CompareOperator.NotEqual,
            TokenKind.Less => CompareOperator.Less,
            TokenKind.LessEqual => CompareOperator.LessEqual,
            TokenKind.Greater => CompareOperator.Greater,
            TokenKind.GreaterEqual => CompareOperator.GreaterEqual,
            TokenKind.Name when _current.IsName("in") => CompareOperator.In,
            TokenKind.Name when _current.IsName("not") && Look().IsName("in") => CompareOperator.NotIn,
            _ => null,
        };

    private Expr ParseSum()
    {
        var left = ParseConcat();
        while (_current.Kind is TokenKind.Add or TokenKind.Sub)
        {
            var op = Advance();
            var kind = op.Kind == TokenKind.Add ? BinaryOperator.Add : BinaryOperator.Sub;
            left = Chain(new BinaryExpr(op.Start, kind, left, ParseConcat()));
        }
        return left;
    }

    private Expr ParseConcat()
    {
        var first = ParseProduct();
        if (_current.Kind != TokenKind.Tilde)
        {
            return first;
        }
        var position = _current.Start;
        var items = new List<Expr> { first };
        while (SkipIf(TokenKind.Tilde))
        {
            items.Add(ParseProduct());
        }
        return Chain(new ConcatExpr(position, [.. items]));
    }

    private Expr ParseProduct()
    {
        var left = ParsePower();
        while (true)
        {
            BinaryOperator? kind = _current.Kind switch
            {
                TokenKind.Mul => BinaryOperator.Mul,
                TokenKind.Div => BinaryOperator.Div,
                TokenKind.FloorDiv => BinaryOperator.FloorDiv,
                TokenKind.Mod => BinaryOperator.Mod,
                _ => null,
            };
            if (kind is null)
            {
                return left;
            }
            var position = Advance().Start;
            left = Chain(new BinaryExpr(position, kind.Value, left, ParsePower()));
        }
    }

    private Expr ParsePower()
    {
        var left = ParseUnary();
        while (_current.Kind == TokenKind.Pow)
        {
            var position = Advance().Start;
            left = Chain(new BinaryExpr(position, BinaryOperator.Pow, left, ParseUnary()));
        }
        return left;
    }

    private Expr ParseUnary(bool withFilter = true)
    {
        Expr node;
        if (_current.Kind is TokenKind.Sub or TokenKind.Add)
        {
            Enter();
            var op = Advance();
            var kind = op.Kind == TokenKind.Sub ? UnaryOperator.Negative : UnaryOperator.Positive;
            node = new UnaryExpr(op.Start, kind, ParseUnary(withFilter: false));
            Leave();
        }
        else
        {
            node = ParsePrimary();
        }
        node = ParsePostfix(node);
        return withFilter ? ParseFilterChain(node) : node;
    }

    private Expr ParsePrimary()
    {
        var token = _current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Advance();
                return token.Text switch
                {
                    "true" or "True" => new BoolLiteral(token.Start, true),
                    "false" or "False" => new BoolLiteral(token.Start, false),
                    "none" or "None" => new NoneLiteral(token.Start),
                    _ => new NameExpr(token.Start, token.Text, NameUse.Load),
                };
            case TokenKind.String:
                return ParseString();
            case TokenKind.Integer:
                Advance();
                return new IntegerLiteral(token.Start, ParseInteger(token.Text));
            case TokenKind.Float:
                Advance();
                return new FloatLiteral(token.Start, double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
            case TokenKind.LeftParen:
                Advance();
                var inner = ParseTuple(explicitParentheses: true);
                Expect(TokenKind.RightParen);
                return inner;
            case TokenKind.LeftBracket:
                return ParseList();
            case TokenKind.LeftBrace:
                return ParseDict();
            default:
                throw Fail($"unexpected '{token.Describe()}'", token.Start);
        }
    }

    private StringLiteral ParseString()
    {
        var first = Advance();
        if (_current.Kind != TokenKind.String)
        {
            return new StringLiteral(first.Start, first.Text);
        }
        var parts = new System.Text.StringBuilder(first.Text);
        while (_current.Kind == TokenKind.String)
        {
            parts.Append(Advance().Text);
        }
        return new StringLiteral(first.Start, parts.ToString());
    }

    private BigInteger ParseInteger(string digits)
    {
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiLetter(digits[1]))
        {
            var bits = char.ToLowerInvariant(digits[1]) switch
            {
                'x' => 4,
                'o' => 3,
                _ => 1,
            };
            var value = BigInteger.Zero;
            foreach (var digit in digits.AsSpan(2))
            {
                value = (value << bits) + Convert.ToInt32(digit.ToString(), 16);
            }
            return value;
        }
        // Python refuses more digits as well: the conversion takes time that grows with their square.
        return digits.Length <= 4300
            ? BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : throw Fail($"Exceeds the limit (4300 digits) for integer string conversion: value has {digits.Length} digits");
    }

    private Expr ParseTuple(bool simplified = false, bool withConditional = true, string? endName = null, bool explicitParentheses = false)
    {
        var position = _current.Start;
        var first = IsTupleEnd(endName) ? null : ParseTupleItem(simplified, withConditional);
        if (_current.Kind != TokenKind.Comma || first is null)
        {
            if (first is not null)
            {
                return first;
            }
            return explicitParentheses ? new TupleExpr(position, []) : throw Fail($"Expected an expression, got '{_current.Describe()}'");
        }
        var items = new List<Expr> { first };
        while (SkipIf(TokenKind.Comma) && !IsTupleEnd(endName))
        {
            items.Add(ParseTupleItem(simplified, withConditional));
        }
        return Chain(new TupleExpr(position, [.. items]));
    }

    private Expr ParseTupleItem(bool simplified, bool withConditional)
    {
        if (!simplified)
        {
            return ParseExpression(withConditional);
        }
        Enter();
        var item = ParsePrimary();
        Leave();
        return item;
    }

    private bool IsTupleEnd(string? endName) =>
        _current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd or TokenKind.RightParen
        || (endName is not null && _current.IsName(endName));

    private ListExpr ParseList()
    {
        var position = Expect(TokenKind.LeftBracket).Start;
        var items = new List<Expr>();
        while (_current.Kind != TokenKind.RightBracket)
        {
            if (items.Count > 0)
            {
                Expect(TokenKind.Comma);
                if (_current.Kind == TokenKind.RightBracket)
                {
                    break;
                }
            }
            items.Add(ParseExpression());
        }
        Expect(TokenKind.RightBracket);
        return new ListExpr(position, [.. items]);
    }

    private DictExpr ParseDict()
    {
        var position = Expect(TokenKind.LeftBrace).Start;
        var keys = new List<Expr>();
        var values = new List<Expr>();
        while (_current.Kind != TokenKind.RightBrace)
        {
            if (keys.Count > 0)
            {
                Expect(TokenKind.Comma);
                if (_current.Kind == TokenKind.RightBrace)
                {
                    break;
                }
            }
            keys.Add(ParseExpression());
            Expect(TokenKind.Colon);
            values.Add(ParseExpression());
        }
        Expect(TokenKind.RightBrace);
        return new DictExpr(position, [.. keys], [.. values]);
    }
}
