using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Finds an assignment to the name <c>loop</c>.</summary>
internal sealed class LoopTargetFinder : TreeWalker
{
    public NameExpr? Found { get; private set; }

    public override void Visit(Expr expression)
    {
        if (expression is NameExpr { Use: NameUse.Store, Name: "loop" } name)
        {
            Found ??= name;
        }
        base.Visit(expression);
    }
}
