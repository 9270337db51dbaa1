using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Finds which of some special names (loop, caller, …) a body reads before it assigns them.</summary>
internal sealed class UndeclaredNames : TreeWalker
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    private UndeclaredNames(string[] names) => _names = new(names, StringComparer.Ordinal);

    public static HashSet<string> In(Stmt[] body, params string[] names)
    {
        var visitor = new UndeclaredNames(names);
        visitor.VisitAll(body);
        return visitor._found;
    }

    public override void Visit(Stmt statement)
    {
        if (statement is not BlockStmt)
        {
            base.Visit(statement);
        }
    }

    public override void Visit(Expr expression)
    {
        if (expression is not NameExpr name)
        {
            base.Visit(expression);
        }
        else if (name.Use == NameUse.Load && _names.Contains(name.Name))
        {
            _found.Add(name.Name);
        }
        else
        {
            _names.Remove(name.Name);
        }
    }

    protected override void VisitParameter(Parameter parameter) => _names.Remove(parameter.Name);
}
