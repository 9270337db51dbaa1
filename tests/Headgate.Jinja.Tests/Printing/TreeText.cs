using System.Globalization;
using System.Text;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Tests.Printing;

/// <summary>Writes a tree as indented text, one node a line, without positions: two trees are the same if their texts are.</summary>
internal sealed class TreeText
{
    private readonly StringBuilder _text = new();
    private int _level;

    public static string Of(TemplateNode template)
    {
        var writer = new TreeText();
        writer.Body("template", template.Body);
        return writer._text.ToString();
    }

    public static string Of(Expr expression)
    {
        var writer = new TreeText();
        writer.Expression(expression);
        return writer._text.ToString();
    }

    private void Line(string text) => _text.Append(' ', _level * 2).Append(text).Append('\n');

    private void Body(string title, Stmt[] body)
    {
        Line(title);
        _level++;
        foreach (var statement in body)
        {
            Statement(statement);
        }
        _level--;
    }

    private void Optional(string title, Stmt[] body)
    {
        if (body.Length > 0)
        {
            Body(title, body);
        }
    }

    private void Statement(Stmt statement)
    {
        Line(Title(statement));
        _level++;
        switch (statement)
        {
            case OutputStmt output:
                Expressions(output.Parts);
                break;
            case IfStmt branches:
                foreach (var branch in branches.Branches)
                {
                    Labelled("test", branch.Test);
                    Body("then", branch.Body);
                }
                Optional("else", branches.Otherwise);
                break;
            case ForStmt loop:
                Labelled("target", loop.Target);
                Labelled("in", loop.Items);
                Labelled("if", loop.Test);
                Body("body", loop.Body);
                Optional("else", loop.Otherwise);
                break;
            case DoStmt action:
                Expression(action.Expression);
                break;
            case SetStmt set:
                Labelled("target", set.Target);
                Labelled("value", set.Value);
                break;
            case SetBlockStmt set:
                Labelled("target", set.Target);
                Labelled("filter", set.Filter);
                Body("body", set.Body);
                break;
            case FilterBlockStmt filter:
                Expression(filter.Filter);
                Body("body", filter.Body);
                break;
            case WithStmt with:
                for (var i = 0; i < with.Targets.Length; i++)
                {
                    Labelled("target", with.Targets[i]);
                    Labelled("value", with.Values[i]);
                }
                Body("body", with.Body);
                break;
            case AutoescapeStmt autoescape:
                Expression(autoescape.Value);
                Body("body", autoescape.Body);
                break;
            default:
                Module(statement);
                break;
        }
        _level--;
    }

    private void Module(Stmt statement)
    {
        switch (statement)
        {
            case MacroStmt macro:
                Parameters(macro.Parameters);
                Body("body", macro.Body);
                break;
            case CallBlockStmt call:
                Parameters(call.Parameters);
                Expression(call.Call);
                Body("body", call.Body);
                break;
            case BlockStmt block:
                Body("body", block.Body);
                break;
            case ExtendsStmt extends:
                Expression(extends.Template);
                break;
            case IncludeStmt include:
                Expression(include.Template);
                break;
            case ImportStmt import:
                Expression(import.Template);
                break;
            case FromImportStmt import:
                Expression(import.Template);
                foreach (var name in import.Names)
                {
                    Line(name.Name + " as " + name.Alias);
                }
                break;
            case TagStmt tag:
                Expressions(tag.Arguments);
                foreach (var keyword in tag.Keywords)
                {
                    Labelled(keyword.Name, keyword.Value);
                }
                Optional("body", tag.Body);
                break;
        }
    }

    private static string Title(Stmt statement) =>
        statement switch
        {
            OutputStmt => "output",
            IfStmt => "if",
            ForStmt { Recursive: true } => "for recursive",
            ForStmt => "for",
            BreakStmt => "break",
            ContinueStmt => "continue",
            DoStmt => "do",
            SetStmt => "set",
            SetBlockStmt => "set block",
            FilterBlockStmt => "filter block",
            WithStmt => "with",
            AutoescapeStmt => "autoescape",
            MacroStmt macro => "macro " + macro.Name,
            CallBlockStmt => "call block",
            BlockStmt block => "block " + block.Name + (block.Scoped ? " scoped" : "") + (block.Required ? " required" : ""),
            ExtendsStmt => "extends",
            IncludeStmt include => "include" + (include.IgnoreMissing ? " ignore missing" : "") + Context(include.WithContext),
            ImportStmt import => "import as " + import.Target + Context(import.WithContext),
            FromImportStmt import => "from import" + Context(import.WithContext),
            TagStmt tag => "tag " + tag.Tag.Tag.Name + " " + tag.Tag.Name,
            _ => statement.GetType().Name,
        };

    private static string Context(bool withContext) => withContext ? " with context" : " without context";

    private void Parameters(Parameter[] parameters)
    {
        foreach (var parameter in parameters)
        {
            Labelled("parameter " + parameter.Name, parameter.Default, always: true);
        }
    }

    private void Labelled(string label, Expr? expression, bool always = false)
    {
        if (expression is null && !always)
        {
            return;
        }
        Line(label);
        if (expression is not null)
        {
            _level++;
            Expression(expression);
            _level--;
        }
    }

    private void Expressions(Expr[] expressions)
    {
        foreach (var expression in expressions)
        {
            Expression(expression);
        }
    }

    private void Expression(Expr expression)
    {
        Line(Title(expression));
        _level++;
        switch (expression)
        {
            case TupleExpr tuple:
                Expressions(tuple.Items);
                break;
            case ListExpr list:
                Expressions(list.Items);
                break;
            case DictExpr dict:
                for (var i = 0; i < dict.Keys.Length; i++)
                {
                    Labelled("key", dict.Keys[i]);
                    Labelled("value", dict.Values[i]);
                }
                break;
            case UnaryExpr unary:
                Expression(unary.Operand);
                break;
            case BinaryExpr binary:
                Expression(binary.Left);
                Expression(binary.Right);
                break;
            case ConcatExpr concat:
                Expressions(concat.Items);
                break;
            case CompareExpr compare:
                Expression(compare.First);
                for (var i = 0; i < compare.Operands.Length; i++)
                {
                    Labelled(compare.Operators[i].ToString(), compare.Operands[i]);
                }
                break;
            case ConditionalExpr conditional:
                Labelled("test", conditional.Test);
                Labelled("then", conditional.Then);
                Labelled("else", conditional.Otherwise);
                break;
            case AttributeExpr attribute:
                Expression(attribute.Target);
                break;
            case ItemExpr item:
                Expression(item.Target);
                Labelled("key", item.Key);
                break;
            case SliceExpr slice:
                Labelled("start", slice.Start);
                Labelled("stop", slice.Stop);
                Labelled("step", slice.Step);
                break;
            case CallExpr call:
                Expression(call.Callee);
                Arguments(call.Arguments);
                break;
            case FilterExpr filter:
                Labelled("input", filter.Input);
                Arguments(filter.Arguments);
                break;
            case TestExpr test:
                Expression(test.Input);
                Arguments(test.Arguments);
                break;
        }
        _level--;
    }

    private void Arguments(CallArguments arguments)
    {
        foreach (var argument in arguments.Positional)
        {
            Labelled("argument", argument);
        }
        foreach (var keyword in arguments.Keywords)
        {
            Labelled("keyword " + keyword.Name, keyword.Value);
        }
        Labelled("*", arguments.Rest);
        Labelled("**", arguments.RestKeywords);
    }

    private static string Title(Expr expression) =>
        expression switch
        {
            TemplateData data => "data " + SourcePrinter.Quote(data.Text),
            StringLiteral text => "string " + SourcePrinter.Quote(text.Value),
            IntegerLiteral integer => "integer " + integer.Value.ToString(CultureInfo.InvariantCulture),
            FloatLiteral number => "float " + number.Value.ToString("R", CultureInfo.InvariantCulture),
            BoolLiteral boolean => boolean.Value ? "true" : "false",
            NoneLiteral => "none",
            NameExpr name => "name " + name.Name + (name.Use == NameUse.Load ? "" : " (" + name.Use.ToString().ToLowerInvariant() + ")"),
            NamespaceTarget target => "namespace " + target.Name + "." + target.Attribute,
            AttributeExpr attribute => "attribute " + attribute.Name,
            FilterExpr filter => "filter " + filter.Name,
            TestExpr test => "test " + test.Name,
            _ => expression.Kind,
        };
}
