using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Turns a tree into executable nodes: names become numbered slots, constants are folded, filters and tests are looked up.</summary>
internal sealed partial class TemplateCompiler
{
    private readonly SourceText _source;
    private readonly ITemplateHost _environment;
    private readonly bool _autoescape;
    private readonly Dictionary<string, BlockStmt> _blocks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _free = new(StringComparer.Ordinal);
    private int _extendsSoFar;
    private bool _extendsForSure;
    private int _statementDepth;

    // Whether something in the macro that is being compiled holds on to its frame: a function, or a loop that asks its condition later.
    private bool _holdsFrame;

    private TemplateCompiler(SourceText source, ITemplateHost environment)
    {
        _source = source;
        _environment = environment;
        _autoescape = environment.EscapesTemplate(source.Name);
    }

    public static TemplateCode Compile(TemplateNode tree, SourceText source, ITemplateHost environment) =>
        new TemplateCompiler(source, environment).Template(tree);

    /// <summary>Compiles a macro by itself: all names that it does not define are free.</summary>
    public static MacroCode CompileMacro(MacroStmt macro, SourceText source, ITemplateHost environment)
    {
        var compiler = new TemplateCompiler(source, environment);
        return compiler.Macro(macro.Name, macro.Position, macro.Parameters, macro.Body, compiler.RootScope(new FunctionScope(null)));
    }

    /// <summary>Compiles an expression; the count is that of the slots that it needs.</summary>
    public static (ExprNode Node, int SlotCount) CompileExpression(Expr expression, SourceText source, ITemplateHost environment)
    {
        var compiler = new TemplateCompiler(source, environment);
        var function = new FunctionScope(null);
        var scope = compiler.RootScope(function);
        new SymbolVisitor(scope.Symbols).Visit(expression);
        scope.Symbols.Settle(compiler._free);
        return (compiler.Expression(expression, scope), function.SlotCount);
    }

    private CompileScope RootScope(FunctionScope function) =>
        new() { Symbols = new Symbols(function, null, 0), EscapesStatically = _autoescape };

    private TemplateCode Template(TemplateNode tree)
    {
        var survey = new TemplateSurvey();
        survey.VisitAll(tree.Body);
        foreach (var block in survey.Blocks)
        {
            if (!_blocks.TryAdd(block.Name, block))
            {
                throw Fail($"block '{block.Name}' defined twice", block.Position);
            }
        }
        var function = new FunctionScope(null);
        var scope = RootScope(function) with { TopLevel = true, RootLevel = true, ChecksOutput = survey.HasExtends };
        var self = UndeclaredNames.In(tree.Body, "self").Count > 0 ? scope.Symbols.DeclareParameter("self").Slot : -1;
        SymbolVisitor.Body(scope.Symbols, tree.Body);
        var entry = Entry(scope.Symbols);
        var body = WithEntry(entry, Body(tree.Body, scope));
        var blocks = new Dictionary<string, BlockCode>(StringComparer.Ordinal);
        foreach (var block in survey.Blocks)
        {
            blocks[block.Name] = Block(block);
        }
        return new TemplateCode(_source, new FunctionCode(body, function.SlotCount), blocks, _autoescape)
        {
            SelfSlot = self,
            FreeNames = _free,
        };
    }

    private BlockCode Block(BlockStmt block)
    {
        var function = new FunctionScope(null);
        var scope = RootScope(function);
        var undeclared = UndeclaredNames.In(block.Body, "self", "super");
        var self = undeclared.Contains("self") ? scope.Symbols.DeclareParameter("self").Slot : -1;
        var super = undeclared.Contains("super") ? scope.Symbols.DeclareParameter("super").Slot : -1;
        SymbolVisitor.Body(scope.Symbols, block.Body);
        var entry = Entry(scope.Symbols);
        var body = WithEntry(entry, Body(block.Body, scope));
        return new BlockCode(block.Name, _source, new FunctionCode(body, function.SlotCount), self, super);
    }

    private static StmtNode WithEntry(EntryAction[] entry, BodyNode body) => entry.Length == 0 ? body : new EntryNode(entry, body);

    /// <summary>What has to be put into the variables of a scope when it is entered; names that are only read wait until they are.</summary>
    private EntryAction[] Entry(Symbols symbols)
    {
        symbols.Settle(_free);
        var actions = new List<EntryAction>();
        foreach (var (variable, load) in symbols.Loads)
        {
            switch (load.Kind)
            {
                case LoadKind.Missing:
                    actions.Add(new EntryAction(variable.Slot, EntryKind.Missing, variable.Name, 0, 0));
                    break;
                case LoadKind.Resolve when symbols.Stores.Contains(variable.Name):
                    actions.Add(new EntryAction(variable.Slot, EntryKind.Resolve, variable.Name, 0, 0));
                    break;
                case LoadKind.Alias:
                    var source = load.Source!;
                    var kind = source.IsGiven ? EntryKind.CopyGiven : EntryKind.Copy;
                    var functions = symbols.Function.Depth - source.Function.Depth;
                    actions.Add(new EntryAction(variable.Slot, kind, variable.Name, functions, source.Slot));
                    break;
            }
        }
        return [.. actions];
    }

    private BodyNode Body(Stmt[] statements, CompileScope scope)
    {
        if (++_statementDepth > 4 * _environment.Options.Limits.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("the template is nested too deeply", statements[0].Position, JinjaErrorKind.RecursionError);
        }
        var nodes = new List<StmtNode>(statements.Length);
        foreach (var statement in statements)
        {
            if (Statement(statement, scope) is { } node)
            {
                nodes.Add(node);
            }
        }
        _statementDepth--;
        return nodes.Count == 0 ? BodyNode.Empty : new BodyNode([.. nodes]);
    }

    private JinjaException Fail(string message, int position, JinjaErrorKind kind = JinjaErrorKind.TemplateAssertionError) =>
        _source.Locate(new JinjaException(kind, message), position);

    private static CompileScope InnerScope(CompileScope scope) => scope.Inner(scope.Symbols.Inner());

    private static TargetNode Target(Expr target, CompileScope scope)
    {
        switch (target)
        {
            case NameExpr name:
                var slot = scope.Symbols.Find(name.Name)!.Slot;
                return scope.TopLevel ? new TopLevelTarget(slot, name.Name) : new SlotTarget(slot);
            case NamespaceTarget member:
                return new NamespaceTargetNode(member.Position, Read(member.Position, member.Name, scope), member.Attribute);
            default:
                var tuple = (TupleExpr)target;
                return new UnpackTarget(tuple.Position, Array.ConvertAll(tuple.Items, i => Target(i, scope)));
        }
    }

    /// <summary>Reading of a name, by where it is.</summary>
    private static ExprNode Read(int position, string name, CompileScope scope)
    {
        var variable =
            scope.Symbols.Find(name) ?? throw new InvalidOperationException($"The name {name} was not seen when its scope was analysed.");
        var functions = scope.Symbols.Function.Depth - variable.Function.Depth;
        if (variable.IsGiven)
        {
            return new GivenNode(position, functions, variable.Slot, name);
        }
        return functions == 0 ? new LocalNode(position, variable.Slot, name) : new OuterNode(position, functions, variable.Slot, name);
    }

    private static LocalVariables Locals(CompileScope scope)
    {
        var stores = scope.Symbols.VisibleStores();
        return new LocalVariables([
            .. stores.Select(s => (s.Name, scope.Symbols.Function.Depth - s.Variable.Function.Depth, s.Variable.Slot)),
        ]);
    }
}
