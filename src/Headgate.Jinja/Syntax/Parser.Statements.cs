using Headgate.Jinja.Options;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>Statements that steer the flow and assign.</summary>
internal sealed partial class Parser
{
    private Stmt ParseStatement()
    {
        if (_current.Kind != TokenKind.Name)
        {
            throw Fail("tag name expected");
        }
        var tag = _current;
        _openTags.Add(tag.Text);
        var statement = tag.Text switch
        {
            "for" => ParseFor(),
            "if" => ParseIf(),
            "block" => ParseBlock(),
            "extends" => new ExtendsStmt(Advance().Start, ParseExpression()),
            "print" => ParsePrint(),
            "macro" => ParseMacro(),
            "include" => ParseInclude(),
            "from" => ParseFrom(),
            "import" => ParseImport(),
            "set" => ParseSet(),
            "with" => ParseWith(),
            "autoescape" => ParseAutoescape(),
            "call" => ParseCallBlock(),
            "filter" => ParseFilterBlock(),
            _ => ParseExtension(tag),
        };
        _openTags.RemoveAt(_openTags.Count - 1);
        return statement;
    }

    private Stmt ParseExtension(Token tag)
    {
        if (_extensions.TryGetValue(tag.Text, out var extension))
        {
            return ParseTag(extension);
        }
        if (_tags.HasFlag(JinjaTags.Do) && tag.IsName("do"))
        {
            return new DoStmt(Advance().Start, ParseTuple());
        }
        if (_tags.HasFlag(JinjaTags.LoopControls) && tag.IsName("break"))
        {
            return new BreakStmt(Advance().Start);
        }
        if (_tags.HasFlag(JinjaTags.LoopControls) && tag.IsName("continue"))
        {
            return new ContinueStmt(Advance().Start);
        }
        _openTags.RemoveAt(_openTags.Count - 1);
        throw UnexpectedTag(tag.Text, tag.Start);
    }

    private Stmt ParseSet()
    {
        var position = Advance().Start;
        var target = ParseTarget(withNamespace: true);
        if (SkipIf(TokenKind.Assign))
        {
            return new SetStmt(position, target, ParseTuple());
        }
        var filter = ParseFilters(null);
        return new SetBlockStmt(position, target, (FilterExpr?)filter, ParseStatementsTo("endset"));
    }

    private ForStmt ParseFor()
    {
        var position = Advance().Start;
        var target = ParseTarget();
        ExpectName("in");
        var items = ParseTuple(withConditional: false, endName: "recursive");
        var test = SkipIfName("if") ? ParseExpression() : null;
        var recursive = SkipIfName("recursive");
        var body = ParseStatements("endfor", "else");
        Stmt[] otherwise = [];
        if (!Advance().IsName("endfor"))
        {
            otherwise = ParseStatementsTo("endfor");
        }
        return new ForStmt(position, target, items, test, recursive, body, otherwise);
    }

    private IfStmt ParseIf()
    {
        var position = Advance().Start;
        var branches = new List<IfBranch>();
        var branchPosition = position;
        Stmt[] otherwise = [];
        while (true)
        {
            var test = ParseTuple(withConditional: false);
            var body = ParseStatements("elif", "else", "endif");
            branches.Add(new IfBranch(branchPosition, test, body));
            var end = Advance();
            if (end.IsName("elif"))
            {
                branchPosition = _current.Start;
                continue;
            }
            if (end.IsName("else"))
            {
                otherwise = ParseStatementsTo("endif");
            }
            return new IfStmt(position, [.. branches], otherwise);
        }
    }

    private WithStmt ParseWith()
    {
        var position = Advance().Start;
        var targets = new List<Expr>();
        var values = new List<Expr>();
        while (_current.Kind != TokenKind.BlockEnd)
        {
            if (targets.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            targets.Add(AsTarget(ParseTarget(), NameUse.Parameter));
            Expect(TokenKind.Assign);
            values.Add(ParseExpression());
        }
        return new WithStmt(position, [.. targets], [.. values], ParseStatementsTo("endwith"));
    }

    private AutoescapeStmt ParseAutoescape() => new(Advance().Start, ParseExpression(), ParseStatementsTo("endautoescape"));

    private FilterBlockStmt ParseFilterBlock()
    {
        var position = Advance().Start;
        var filter = (FilterExpr)ParseFilters(null, startInline: true)!;
        return new FilterBlockStmt(position, filter, ParseStatementsTo("endfilter"));
    }

    private OutputStmt ParsePrint()
    {
        var position = Advance().Start;
        var parts = new List<Expr>();
        while (_current.Kind != TokenKind.BlockEnd)
        {
            if (parts.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            parts.Add(ParseExpression());
        }
        return new OutputStmt(position, [.. parts]);
    }

    /// <summary>What stands before <c>=</c>, <c>in</c> or the end of a set block's head.</summary>
    private Expr ParseTarget(bool withNamespace = false)
    {
        if (withNamespace && Look().Kind == TokenKind.Dot)
        {
            var name = Expect(TokenKind.Name);
            Advance();
            return new NamespaceTarget(name.Start, name.Text, Expect(TokenKind.Name).Text);
        }
        return AsTarget(ParseTuple(simplified: true), NameUse.Store);
    }

    private Token ParseTargetName()
    {
        var name = Expect(TokenKind.Name);
        return IsConstantName(name.Text) ? throw Fail("can't assign to 'name'", name.Start) : name;
    }

    private Expr AsTarget(Expr target, NameUse use)
    {
        switch (target)
        {
            case NameExpr name:
                return new NameExpr(name.Position, name.Name, use);
            case TupleExpr tuple:
                return new TupleExpr(tuple.Position, Array.ConvertAll(tuple.Items, i => AsTargetItem(i, tuple, use)));
            default:
                throw Fail($"can't assign to '{target.Kind}'", target.Position);
        }
    }

    private Expr AsTargetItem(Expr item, TupleExpr tuple, NameUse use) =>
        item is NameExpr or TupleExpr ? AsTarget(item, use) : throw Fail("can't assign to 'tuple'", tuple.Position);

    private static bool IsConstantName(string name) => name is "true" or "false" or "none" or "True" or "False" or "None";
}
