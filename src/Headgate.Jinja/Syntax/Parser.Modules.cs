using Headgate.Jinja.Errors;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>Statements that define and bring in: macros, calls, blocks, templates, tags of the host.</summary>
internal sealed partial class Parser
{
    private MacroStmt ParseMacro()
    {
        var position = Advance().Start;
        var name = ParseTargetName().Text;
        var parameters = ParseSignature();
        return new MacroStmt(position, name, parameters, ParseStatementsTo("endmacro"));
    }

    private CallBlockStmt ParseCallBlock()
    {
        var position = Advance().Start;
        var parameters = _current.Kind == TokenKind.LeftParen ? ParseSignature() : [];
        if (ParseExpression() is not CallExpr call)
        {
            throw Fail("expected call", position);
        }
        return new CallBlockStmt(position, parameters, call, ParseStatementsTo("endcall"));
    }

    private Parameter[] ParseSignature()
    {
        var parameters = new List<Parameter>();
        var hasDefaults = false;
        Expect(TokenKind.LeftParen);
        while (_current.Kind != TokenKind.RightParen)
        {
            if (parameters.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            var name = ParseTargetName();
            Expr? value = null;
            if (SkipIf(TokenKind.Assign))
            {
                value = ParseExpression();
                hasDefaults = true;
            }
            else if (hasDefaults)
            {
                throw Fail("non-default argument follows default argument");
            }
            parameters.Add(new Parameter(name.Start, name.Text, value));
        }
        Expect(TokenKind.RightParen);
        return [.. parameters];
    }

    private BlockStmt ParseBlock()
    {
        var position = Advance().Start;
        var name = Expect(TokenKind.Name).Text;
        var scoped = SkipIfName("scoped");
        var required = SkipIfName("required");
        if (_current.Kind == TokenKind.Sub)
        {
            throw Fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.");
        }
        var body = ParseStatementsTo("endblock");
        if (required && !Array.TrueForAll(body, IsBlank))
        {
            throw Fail("Required blocks can only contain comments or whitespace");
        }
        SkipIfName(name);
        return new BlockStmt(position, name, scoped, required, body);
    }

    private static bool IsBlank(Stmt statement) =>
        statement is OutputStmt output
        && Array.TrueForAll(output.Parts, p => p is TemplateData data && data.Text.All(PythonCharacters.IsSpace));

    private IncludeStmt ParseInclude()
    {
        var position = Advance().Start;
        var template = ParseExpression();
        var ignoreMissing = _current.IsName("ignore") && Look().IsName("missing");
        if (ignoreMissing)
        {
            Advance();
            Advance();
        }
        return new IncludeStmt(position, template, ignoreMissing, ParseContext() ?? true);
    }

    private ImportStmt ParseImport()
    {
        var position = Advance().Start;
        var template = ParseExpression();
        ExpectName("as");
        var target = ParseTargetName().Text;
        return new ImportStmt(position, template, target, ParseContext() ?? false);
    }

    /// <summary><c>with context</c> or <c>without context</c>; null where neither stands.</summary>
    private bool? ParseContext()
    {
        if ((_current.IsName("with") || _current.IsName("without")) && Look().IsName("context"))
        {
            var with = Advance().IsName("with");
            Advance();
            return with;
        }
        return null;
    }

    private FromImportStmt ParseFrom()
    {
        var position = Advance().Start;
        var template = ParseExpression();
        ExpectName("import");
        var names = new List<ImportedName>();
        bool? withContext = null;
        while (true)
        {
            if (names.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            if (_current.Kind != TokenKind.Name)
            {
                Expect(TokenKind.Name);
            }
            withContext = ParseContext();
            if (withContext is not null)
            {
                break;
            }
            var name = ParseTargetName();
            if (name.Text[0] == '_')
            {
                throw Fail("names starting with an underline can not be imported", name.Start, JinjaErrorKind.TemplateAssertionError);
            }
            names.Add(new ImportedName(name.Text, SkipIfName("as") ? ParseTargetName().Text : name.Text));
            withContext = ParseContext();
            if (withContext is not null || _current.Kind != TokenKind.Comma)
            {
                break;
            }
        }
        return new FromImportStmt(position, template, [.. names], withContext ?? false);
    }

    private Stmt ParseTag(ExtensionTag tag)
    {
        var position = Advance().Start;
        return tag.Form == TagForm.Statement ? ParseStatementTag(tag, position) : ParseDefinitionTag(tag, position);
    }

    private Stmt ParseDefinitionTag(ExtensionTag tag, int position)
    {
        var name = ParseTargetName().Text;
        var parameters = _current.Kind == TokenKind.LeftParen ? ParseSignature() : [];
        var options = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (SkipIf(TokenKind.Comma))
        {
            var option = Expect(TokenKind.Name);
            options[option.Text] = SkipIf(TokenKind.Assign) ? ConstantOf(ParseExpression()) : true;
        }
        if (_current.Kind != TokenKind.BlockEnd)
        {
            throw Unexpected(Token.Describe(TokenKind.BlockEnd));
        }
        var bodyStart = _current.End;
        Stmt[] body = [];
        if (tag.Form == TagForm.RawUnit)
        {
            var text = _lexer.ReadUntilTag(tag.EndName, position);
            body = [new OutputStmt(text.Start, [new TemplateData(text.Start, text.Text)])];
            Advance();
            Expect(TokenKind.BlockBegin);
        }
        else
        {
            body = ParseStatements(tag.EndName);
        }
        var bodyEnd = _source.Text.LastIndexOf(_lexer.BlockStart, _current.Start, StringComparison.Ordinal);
        Advance();
        var parsed = new ParsedTag(tag, name, bodyStart, Math.Max(bodyStart, bodyEnd)) { Options = options, Parameters = parameters };
        return tag.Form == TagForm.Macro
            ? new MacroStmt(position, tag.NameOf(name, options), parameters, body) { Tag = parsed }
            : new TagStmt(position, parsed, [], [], body);
    }

    private object? ConstantOf(Expr value) =>
        value switch
        {
            StringLiteral text => text.Value,
            BoolLiteral boolean => boolean.Value,
            NoneLiteral => null,
            IntegerLiteral integer => integer.Value >= long.MinValue && integer.Value <= long.MaxValue
                ? (long)integer.Value
                : integer.Value,
            FloatLiteral number => number.Value,
            ListExpr list => Array.ConvertAll(list.Items, ConstantOf),
            TupleExpr tuple => Array.ConvertAll(tuple.Items, ConstantOf),
            _ => throw Fail("the options of a tag must be constants", value.Position),
        };

    private TagStmt ParseStatementTag(ExtensionTag tag, int position)
    {
        var arguments = new List<Expr>();
        var keywords = new List<KeywordArgument>();
        while (_current.Kind != TokenKind.BlockEnd)
        {
            if (arguments.Count + keywords.Count > 0)
            {
                Expect(TokenKind.Comma);
            }
            if (_current.Kind == TokenKind.Name && Look().Kind == TokenKind.Assign)
            {
                var key = Advance().Text;
                Advance();
                keywords.Add(new KeywordArgument(key, ParseExpression()));
            }
            else
            {
                arguments.Add(ParseExpression());
            }
        }
        var bodyStart = _current.End;
        var body = tag.HasBody ? ParseStatementsTo(tag.EndName) : [];
        return new TagStmt(position, new ParsedTag(tag, string.Empty, bodyStart, bodyStart), [.. arguments], [.. keywords], body);
    }
}
