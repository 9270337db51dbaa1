using Headgate.Jinja.Run;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>
/// Finds out whether a loop's body reads of <c>loop</c> only what a counter tells, so that no object has to be made for it. Wherever something
/// else may get to see the variable (another template, a block, a macro, a tag of the host), it does not.
/// </summary>
internal sealed class LoopUse : TreeWalker
{
    private int _innerLoops;
    private bool _needsObject;

    public static bool IsOnlyCounted(Stmt[] body)
    {
        var use = new LoopUse();
        use.VisitAll(body);
        return !use._needsObject;
    }

    public override void Visit(Stmt statement)
    {
        switch (statement)
        {
            case MacroStmt
            or CallBlockStmt
            or BlockStmt
            or IncludeStmt
            or ImportStmt
            or FromImportStmt
            or TagStmt
            or ForStmt { Recursive: true }:
                _needsObject = true;
                break;
            case ForStmt loop:
                Visit(loop.Items);
                VisitAll(loop.Otherwise);
                VisitOptional(loop.Test);
                // What is named loop in there is the inner loop's.
                _innerLoops++;
                VisitAll(loop.Body);
                _innerLoops--;
                break;
            default:
                base.Visit(statement);
                break;
        }
    }

    public override void Visit(Expr expression)
    {
        switch (expression)
        {
            case AttributeExpr { Target: NameExpr { Name: "loop" } } attribute when LoopCounterNode.Knows(LoopMembers.Of(attribute.Name)):
                break;
            case NameExpr { Name: "loop" } or NamespaceTarget { Name: "loop" }:
                _needsObject |= _innerLoops == 0;
                break;
            default:
                base.Visit(expression);
                break;
        }
    }
}
