using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Enters into a scope the names that its statements read and assign; scopes inside are left to themselves.</summary>
internal sealed class SymbolVisitor(Symbols symbols) : TreeWalker
{
    private Symbols _symbols = symbols;
    private bool _asParameters;

    public static void Macro(Symbols symbols, Parameter[] parameters, Stmt[] body)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.VisitSignature(parameters);
        visitor.VisitAll(body);
    }

    public static void Body(Symbols symbols, Stmt[] body) => new SymbolVisitor(symbols).VisitAll(body);

    public static void FilterBlock(Symbols symbols, FilterExpr? filter, Stmt[] body)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.VisitAll(body);
        visitor.VisitOptional(filter);
    }

    public static void Loop(Symbols symbols, ForStmt loop)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.Parameters(loop.Target);
        visitor.VisitAll(loop.Body);
    }

    public static void LoopTest(Symbols symbols, ForStmt loop)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.Parameters(loop.Target);
        visitor.VisitOptional(loop.Test);
    }

    public static void With(Symbols symbols, WithStmt with)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.VisitAll(with.Targets);
        visitor.VisitAll(with.Body);
    }

    public static void Autoescape(Symbols symbols, AutoescapeStmt autoescape)
    {
        var visitor = new SymbolVisitor(symbols);
        visitor.Visit(autoescape.Value);
        visitor.VisitAll(autoescape.Body);
    }

    public override void Visit(Stmt statement)
    {
        switch (statement)
        {
            case IfStmt branches:
                If(branches);
                break;
            case MacroStmt macro:
                _symbols.Store(macro.Name);
                break;
            case ImportStmt import:
                Visit(import.Template);
                _symbols.Store(import.Target);
                break;
            case FromImportStmt import:
                Visit(import.Template);
                foreach (var name in import.Names)
                {
                    _symbols.Store(name.Alias);
                }
                break;
            case SetStmt set:
                Visit(set.Value);
                Visit(set.Target);
                break;
            case SetBlockStmt set:
                Visit(set.Target);
                break;
            case ForStmt loop:
                Visit(loop.Items);
                break;
            case CallBlockStmt call:
                Visit((Expr)call.Call);
                break;
            case FilterBlockStmt filter:
                Visit(filter.Filter);
                break;
            case WithStmt with:
                VisitAll(with.Values);
                break;
            case AutoescapeStmt or BlockStmt:
                break;
            case TagStmt tag:
                VisitAll(tag.Arguments);
                foreach (var keyword in tag.Keywords)
                {
                    Visit(keyword.Value);
                }
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
            case NameExpr name when _asParameters || name.Use == NameUse.Parameter:
                _symbols.DeclareParameter(name.Name);
                break;
            case NameExpr { Use: NameUse.Store } name:
                _symbols.Store(name.Name);
                break;
            case NameExpr name:
                _symbols.Read(name.Name);
                break;
            case NamespaceTarget target:
                _symbols.Read(target.Name);
                break;
            default:
                base.Visit(expression);
                break;
        }
    }

    protected override void VisitParameter(Parameter parameter) => _symbols.DeclareParameter(parameter.Name);

    private void Parameters(Expr target)
    {
        _asParameters = true;
        Visit(target);
        _asParameters = false;
    }

    /// <summary>
    /// An if has three branches for Jinja: its body, all its elifs together, and its else. The elifs are ifs again, each merged
    /// into the branch of elifs before the next one is looked at.
    /// </summary>
    private void If(IfStmt branches)
    {
        Visit(branches.Branches[0].Test);
        var before = _symbols;
        var body = Branch(before, branches.Branches[0].Body);
        _symbols = before.Copy();
        var elifs = _symbols;
        foreach (var branch in branches.Branches.AsSpan(1))
        {
            Visit(branch.Test);
            _symbols.Merge(Branch(elifs, branch.Body), elifs.Copy(), elifs.Copy());
            _symbols = elifs;
        }
        var otherwise = Branch(before, branches.Otherwise);
        _symbols = before;
        before.Merge(body, elifs, otherwise);
    }

    private Symbols Branch(Symbols before, Stmt[] body)
    {
        var branch = before.Copy();
        _symbols = branch;
        VisitAll(body);
        _symbols = before;
        return branch;
    }
}
