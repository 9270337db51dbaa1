using System.Text;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Tests.Printing;

/// <summary>
/// Prints a tree as a template in the default delimiters. Parsing the print, with the trailing newline kept, gives the same tree.
/// </summary>
internal sealed partial class SourcePrinter
{
    private readonly StringBuilder _text = new();

    public static string Print(TemplateNode template)
    {
        var printer = new SourcePrinter();
        printer.Body(template.Body);
        return printer._text.ToString();
    }

    /// <summary>A string literal that reads back as the same string.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("'");
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '\'' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c == '\n')
            {
                text.Append("\\n");
            }
            else if (c < ' ' || c == '\x7f')
            {
                text.Append($"\\x{(int)c:x2}");
            }
            else if (char.IsSurrogate(c) && !char.IsSurrogatePair(value, i) && !(i > 0 && char.IsSurrogatePair(value, i - 1)))
            {
                text.Append($"\\u{(int)c:x4}");
            }
            else
            {
                text.Append(c);
            }
        }
        return text.Append('\'').ToString();
    }

    private void Body(Stmt[] body)
    {
        foreach (var statement in body)
        {
            Statement(statement);
        }
    }

    private SourcePrinter Tag(string head)
    {
        _text.Append("{% ").Append(head);
        return this;
    }

    private void Close() => _text.Append(" %}");

    private void End(string name) => _text.Append("{% ").Append(name).Append(" %}");

    private void Statement(Stmt statement)
    {
        switch (statement)
        {
            case OutputStmt output:
                Output(output.Parts);
                break;
            case IfStmt branches:
                If(branches);
                break;
            case ForStmt loop:
                For(loop);
                break;
            case BreakStmt:
                End("break");
                break;
            case ContinueStmt:
                End("continue");
                break;
            case DoStmt action:
                Tag("do ").Expression(action.Expression);
                Close();
                break;
            case SetStmt set:
                Tag("set ").Expression(set.Target);
                _text.Append(" = ");
                Expression(set.Value);
                Close();
                break;
            case SetBlockStmt set:
                Tag("set ").Expression(set.Target);
                FilterTail(set.Filter);
                Close();
                Body(set.Body);
                End("endset");
                break;
            case FilterBlockStmt filter:
                Tag("filter ").FilterTail(filter.Filter, first: true);
                Close();
                Body(filter.Body);
                End("endfilter");
                break;
            case WithStmt with:
                With(with);
                break;
            case AutoescapeStmt autoescape:
                Tag("autoescape ").Expression(autoescape.Value);
                Close();
                Body(autoescape.Body);
                End("endautoescape");
                break;
            default:
                Module(statement);
                break;
        }
    }

    private void Output(Expr[] parts)
    {
        foreach (var part in parts)
        {
            if (part is not TemplateData data)
            {
                _text.Append("{{ ");
                Expression(part);
                _text.Append(" }}");
            }
            else if (data.Text.Contains('{'))
            {
                _text.Append("{% raw %}").Append(data.Text).Append("{% endraw %}");
            }
            else
            {
                _text.Append(data.Text);
            }
        }
    }

    private void If(IfStmt branches)
    {
        var word = "if ";
        foreach (var branch in branches.Branches)
        {
            Tag(word).Operand(branch.Test);
            Close();
            Body(branch.Body);
            word = "elif ";
        }
        if (branches.Otherwise.Length > 0)
        {
            End("else");
            Body(branches.Otherwise);
        }
        End("endif");
    }

    private void For(ForStmt loop)
    {
        Tag("for ").Expression(loop.Target);
        _text.Append(" in ");
        Operand(loop.Items);
        if (loop.Test is not null)
        {
            _text.Append(" if ");
            Expression(loop.Test);
        }
        _text.Append(loop.Recursive ? " recursive" : "");
        Close();
        Body(loop.Body);
        if (loop.Otherwise.Length > 0)
        {
            End("else");
            Body(loop.Otherwise);
        }
        End("endfor");
    }

    private void With(WithStmt with)
    {
        Tag("with");
        for (var i = 0; i < with.Targets.Length; i++)
        {
            _text.Append(i == 0 ? " " : ", ");
            Expression(with.Targets[i]);
            _text.Append(" = ");
            Expression(with.Values[i]);
        }
        Close();
        Body(with.Body);
        End("endwith");
    }

    private void Module(Stmt statement)
    {
        switch (statement)
        {
            case MacroStmt { Tag: { } tag } macro:
                Definition(tag, macro.Body);
                break;
            case MacroStmt macro:
                Tag("macro ")._text.Append(macro.Name);
                Signature(macro.Parameters);
                Close();
                Body(macro.Body);
                End("endmacro");
                break;
            case CallBlockStmt call:
                Tag("call");
                if (call.Parameters.Length > 0)
                {
                    Signature(call.Parameters);
                }
                _text.Append(' ');
                Call(call.Call);
                Close();
                Body(call.Body);
                End("endcall");
                break;
            case BlockStmt block:
                Tag("block ")._text.Append(block.Name).Append(block.Scoped ? " scoped" : "").Append(block.Required ? " required" : "");
                Close();
                Body(block.Body);
                End("endblock");
                break;
            case ExtendsStmt extends:
                Tag("extends ").Expression(extends.Template);
                Close();
                break;
            case IncludeStmt include:
                Tag("include ").Expression(include.Template);
                _text.Append(include.IgnoreMissing ? " ignore missing" : "").Append(include.WithContext ? "" : " without context");
                Close();
                break;
            case ImportStmt import:
                Tag("import ").Expression(import.Template);
                _text.Append(" as ").Append(import.Target).Append(import.WithContext ? " with context" : "");
                Close();
                break;
            case FromImportStmt import:
                Tag("from ").Expression(import.Template);
                _text.Append(" import ").AppendJoin(", ", import.Names.Select(n => n.Name == n.Alias ? n.Name : n.Name + " as " + n.Alias));
                _text.Append(import.Names.Length > 0 ? " " : "").Append(import.WithContext ? "with context" : "without context");
                Close();
                break;
            case TagStmt { Tag.Tag.Form: TagForm.Statement } tag:
                StatementTag(tag);
                break;
            case TagStmt tag:
                Definition(tag.Tag, tag.Body);
                break;
        }
    }
}
