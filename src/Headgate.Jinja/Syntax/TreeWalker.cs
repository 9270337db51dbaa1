using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Syntax;

/// <summary>
/// Visits all nodes of a tree, children in the order of the fields of Jinja's node classes: analyses that depend on what was
/// seen first come to the same result as Jinja's.
/// </summary>
internal abstract class TreeWalker
{
    public virtual void Visit(Stmt statement)
    {
        switch (statement)
        {
            case OutputStmt output:
                VisitAll(output.Parts);
                break;
            case IfStmt branches:
                foreach (var branch in branches.Branches)
                {
                    Visit(branch.Test);
                    VisitAll(branch.Body);
                }
                VisitAll(branches.Otherwise);
                break;
            case ForStmt loop:
                Visit(loop.Target);
                Visit(loop.Items);
                VisitAll(loop.Body);
                VisitAll(loop.Otherwise);
                VisitOptional(loop.Test);
                break;
            case DoStmt action:
                Visit(action.Expression);
                break;
            case SetStmt set:
                Visit(set.Target);
                Visit(set.Value);
                break;
            case SetBlockStmt set:
                Visit(set.Target);
                VisitOptional(set.Filter);
                VisitAll(set.Body);
                break;
            case FilterBlockStmt filter:
                VisitAll(filter.Body);
                Visit(filter.Filter);
                break;
            case WithStmt with:
                VisitAll(with.Targets);
                VisitAll(with.Values);
                VisitAll(with.Body);
                break;
            case AutoescapeStmt autoescape:
                Visit(autoescape.Value);
                VisitAll(autoescape.Body);
                break;
            default:
                VisitModule(statement);
                break;
        }
    }

    public virtual void Visit(Expr expression)
    {
        switch (expression)
        {
            case TupleExpr tuple:
                VisitAll(tuple.Items);
                break;
            case ListExpr list:
                VisitAll(list.Items);
                break;
            case DictExpr dict:
                for (var i = 0; i < dict.Keys.Length; i++)
                {
                    Visit(dict.Keys[i]);
                    Visit(dict.Values[i]);
                }
                break;
            case UnaryExpr unary:
                Visit(unary.Operand);
                break;
            case BinaryExpr binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case ConcatExpr concat:
                VisitAll(concat.Items);
                break;
            case CompareExpr compare:
                Visit(compare.First);
                VisitAll(compare.Operands);
                break;
            case ConditionalExpr conditional:
                Visit(conditional.Test);
                Visit(conditional.Then);
                VisitOptional(conditional.Otherwise);
                break;
            case AttributeExpr attribute:
                Visit(attribute.Target);
                break;
            case ItemExpr item:
                Visit(item.Target);
                Visit(item.Key);
                break;
            case SliceExpr slice:
                VisitOptional(slice.Start);
                VisitOptional(slice.Stop);
                VisitOptional(slice.Step);
                break;
            case CallExpr call:
                Visit(call.Callee);
                Visit(call.Arguments);
                break;
            case FilterExpr filter:
                VisitOptional(filter.Input);
                Visit(filter.Arguments);
                break;
            case TestExpr test:
                Visit(test.Input);
                Visit(test.Arguments);
                break;
        }
    }

    public void VisitAll(Stmt[] statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    protected void VisitAll(Expr[] expressions)
    {
        foreach (var expression in expressions)
        {
            Visit(expression);
        }
    }

    protected void VisitOptional(Expr? expression)
    {
        if (expression is not null)
        {
            Visit(expression);
        }
    }

    protected virtual void VisitParameter(Parameter parameter) { }

    protected void VisitSignature(Parameter[] parameters)
    {
        foreach (var parameter in parameters)
        {
            VisitParameter(parameter);
        }
        foreach (var parameter in parameters)
        {
            VisitOptional(parameter.Default);
        }
    }

    protected void Visit(CallArguments arguments)
    {
        VisitAll(arguments.Positional);
        foreach (var keyword in arguments.Keywords)
        {
            Visit(keyword.Value);
        }
        VisitOptional(arguments.Rest);
        VisitOptional(arguments.RestKeywords);
    }

    private void VisitModule(Stmt statement)
    {
        switch (statement)
        {
            case MacroStmt macro:
                VisitSignature(macro.Parameters);
                VisitAll(macro.Body);
                break;
            case CallBlockStmt call:
                Visit((Expr)call.Call);
                VisitSignature(call.Parameters);
                VisitAll(call.Body);
                break;
            case BlockStmt block:
                VisitAll(block.Body);
                break;
            case ExtendsStmt extends:
                Visit(extends.Template);
                break;
            case IncludeStmt include:
                Visit(include.Template);
                break;
            case ImportStmt import:
                Visit(import.Template);
                break;
            case FromImportStmt import:
                Visit(import.Template);
                break;
            case TagStmt tag:
                VisitAll(tag.Arguments);
                foreach (var keyword in tag.Keywords)
                {
                    Visit(keyword.Value);
                }
                VisitAll(tag.Body);
                break;
        }
    }
}
