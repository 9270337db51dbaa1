using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Finds the blocks of a template, wherever they stand, and whether it extends another.</summary>
internal sealed class TemplateSurvey : TreeWalker
{
    public List<BlockStmt> Blocks { get; } = [];

    public bool HasExtends { get; private set; }

    public override void Visit(Stmt statement)
    {
        if (statement is BlockStmt block)
        {
            Blocks.Add(block);
        }
        HasExtends |= statement is ExtendsStmt;
        if (statement is not TagStmt { Tag.Tag.Form: not TagForm.Statement })
        {
            base.Visit(statement);
        }
    }

    public override void Visit(Expr expression) { }
}
