using Headgate.Jinja.Errors;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax.Ast;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Compile;

/// <summary>Statements that steer the flow, print and assign.</summary>
internal sealed partial class TemplateCompiler
{
    // The scope of a loop's condition must not share slots with its body: loop.last looks ahead while the body runs.
    private const int ConditionLevel = 1 << 16;

    private StmtNode? Statement(Stmt statement, CompileScope scope) =>
        statement switch
        {
            OutputStmt output => Output(output, scope),
            IfStmt branches => If(branches, scope),
            ForStmt loop => For(loop, scope),
            SetStmt set => Set(set, scope),
            SetBlockStmt set => SetBlock(set, scope),
            DoStmt action => new DoNode(Expression(action.Expression, scope)),
            BreakStmt when !scope.InLoop => throw Fail("'break' outside loop", statement.Position, JinjaErrorKind.TemplateSyntaxError),
            BreakStmt => new BreakNode(),
            ContinueStmt when !scope.InLoop => throw Fail(
                "'continue' not properly in loop",
                statement.Position,
                JinjaErrorKind.TemplateSyntaxError
            ),
            ContinueStmt => new ContinueNode(),
            FilterBlockStmt filter => FilterBlock(filter, scope),
            WithStmt with => With(with, scope),
            AutoescapeStmt autoescape => Autoescape(autoescape, scope),
            _ => Module(statement, scope),
        };

    private StmtNode? Output(OutputStmt output, CompileScope scope)
    {
        if (scope.ChecksOutput && _extendsForSure)
        {
            return null;
        }
        var parts = new List<OutputPart>(output.Parts.Length);
        foreach (var part in output.Parts)
        {
            if (part is TemplateData data)
            {
                AddText(parts, data.Text, data.Position);
                continue;
            }
            var node = Expression(part, scope);
            if (node is ConstNode constant)
            {
                AddText(parts, scope.EscapesStatically ? HtmlText.Escaped(constant.Value) : PythonText.Str(constant.Value), part.Position);
            }
            else
            {
                parts.Add(new OutputPart(null, node, part.Position));
            }
        }
        var result = new OutputNode([.. parts], scope.Escapes);
        return scope.ChecksOutput ? new UnlessExtendedNode(result) : result;
    }

    private void AddText(List<OutputPart> parts, string text, int position)
    {
        // With a map of the output each piece keeps its own place; without one the join is quicker.
        if (parts.Count > 0 && parts[^1].Text is { } before && _source.LineOf(parts[^1].Position) == _source.LineOf(position))
        {
            parts[^1] = new OutputPart(before + text, null, parts[^1].Position);
        }
        else if (text.Length > 0)
        {
            parts.Add(new OutputPart(text, null, position));
        }
    }

    private IfNode If(IfStmt branches, CompileScope scope)
    {
        var inner = scope.InIf();
        var tests = Array.ConvertAll(branches.Branches, b => Expression(b.Test, inner));
        var bodies = Array.ConvertAll(branches.Branches, b => Body(b.Body, inner));
        return new IfNode(tests, bodies, branches.Otherwise.Length > 0 ? Body(branches.Otherwise, inner) : null);
    }

    private StmtNode For(ForStmt loop, CompileScope scope)
    {
        RefuseLoopAsTarget(loop);
        var usesLoop = loop.Recursive || UndeclaredNames.In(loop.Body, "loop").Contains("loop") || HasScopedBlock(loop);
        var outer = loop.Recursive ? scope.Symbols.InnerFunction() : scope.Symbols.Inner();
        var inner = scope.Inner(outer) with { InLoop = true };
        var loopSlot = usesLoop ? outer.DeclareParameter("loop").Slot : -1;
        outer.CountsLoop = usesLoop && !loop.Recursive && LoopUse.IsOnlyCounted(loop.Body);
        SymbolVisitor.Loop(outer, loop);
        var entry = Entry(outer);
        var condition = Condition(loop, scope, outer.Function);
        var otherwise = scope.Inner(new Symbols(outer.Function, scope.Symbols, outer.Level)) with
        {
            InLoop = !loop.Recursive && scope.InLoop,
        };
        SymbolVisitor.Body(otherwise.Symbols, loop.Otherwise);
        var elseEntry = Entry(otherwise.Symbols);
        var parts = new LoopParts
        {
            Target = Target(loop.Target, inner),
            Entry = entry,
            Body = Body(loop.Body, inner),
            ElseEntry = elseEntry,
            Else = loop.Otherwise.Length > 0 ? Body(loop.Otherwise, otherwise) : null,
            Condition = condition,
        };
        var items = Expression(loop.Items, scope);
        var position = loop.Items.Position;
        if (loop.Recursive)
        {
            _holdsFrame = true;
            return new RecursiveForNode(position, items, parts, loopSlot, outer.Function.SlotCount, scope.Escapes);
        }
        _holdsFrame |= usesLoop && condition is not null;
        return usesLoop && !outer.CountsLoop
            ? new ExtendedForNode(position, items, parts, loopSlot)
            : new ForNode(position, items, parts, loopSlot);
    }

    private LoopCondition? Condition(ForStmt loop, CompileScope scope, FunctionScope function)
    {
        if (loop.Test is null)
        {
            return null;
        }
        var inner = scope.Inner(new Symbols(function, scope.Symbols, scope.Symbols.Level + 1 + ConditionLevel));
        SymbolVisitor.LoopTest(inner.Symbols, loop);
        var entry = Entry(inner.Symbols);
        return new LoopCondition(entry, Target(loop.Target, inner), Expression(loop.Test, inner));
    }

    private void RefuseLoopAsTarget(ForStmt loop)
    {
        var finder = new LoopTargetFinder();
        finder.Visit(loop);
        if (finder.Found is { } found)
        {
            throw Fail("Can't assign to special loop variable in for-loop target", found.Position);
        }
    }

    private static bool HasScopedBlock(ForStmt loop)
    {
        var survey = new TemplateSurvey();
        survey.Visit(loop);
        return survey.Blocks.Exists(b => b.Scoped);
    }

    private StmtNode Set(SetStmt set, CompileScope scope)
    {
        var node = new SetNode(Target(set.Target, scope), Expression(set.Value, scope));
        return
            set is { Target: NamespaceTarget target, Value: ConcatExpr { Items: [AttributeExpr { Target: NameExpr name } grown, ..] } }
            && name.Name == target.Name
            && grown.Name == target.Attribute
            && node.Value is ConcatNode { Escapes: false } text
            && text.Items.Skip(1).All(AppendNode.IsPlain)
            ? new AppendNode(Read(target.Position, target.Name, scope), target.Attribute, text, node)
            : node;
    }

    private SetBlockNode SetBlock(SetBlockStmt set, CompileScope scope)
    {
        var inner = InnerScope(scope) with { ChecksOutput = false };
        SymbolVisitor.FilterBlock(inner.Symbols, set.Filter, set.Body);
        var entry = Entry(inner.Symbols);
        var body = Body(set.Body, inner);
        var slot = -1;
        ExprNode? filter = null;
        if (set.Filter is not null)
        {
            slot = scope.Symbols.Function.Unnamed();
            filter = Filter(set.Filter, inner, new LocalNode(set.Filter.Position, slot, "text"));
        }
        return new SetBlockNode(Target(set.Target, scope), entry, body, slot, scope.Escapes, filter);
    }

    private FilterBlockNode FilterBlock(FilterBlockStmt block, CompileScope scope)
    {
        var inner = InnerScope(scope);
        SymbolVisitor.FilterBlock(inner.Symbols, block.Filter, block.Body);
        var entry = Entry(inner.Symbols);
        var body = Body(block.Body, inner);
        var slot = scope.Symbols.Function.Unnamed();
        var filter = Filter(block.Filter, inner, new LocalNode(block.Filter.Position, slot, "text"));
        return new FilterBlockNode(entry, body, slot, scope.Escapes, filter);
    }

    private WithNode With(WithStmt with, CompileScope scope)
    {
        var inner = InnerScope(scope);
        SymbolVisitor.With(inner.Symbols, with);
        var entry = Entry(inner.Symbols);
        var targets = Array.ConvertAll(with.Targets, t => Target(t, inner));
        var values = Array.ConvertAll(with.Values, v => Expression(v, scope));
        return new WithNode(entry, targets, values, Body(with.Body, inner));
    }

    private AutoescapeNode Autoescape(AutoescapeStmt autoescape, CompileScope scope)
    {
        var inner = InnerScope(scope);
        SymbolVisitor.Autoescape(inner.Symbols, autoescape);
        var entry = Entry(inner.Symbols);
        var value = Expression(autoescape.Value, inner);
        var body = value is ConstNode constant
            ? inner with
            {
                EscapesStatically = constant.Value.IsTruthy,
            }
            : inner with
            {
                IsVolatile = true,
            };
        return new AutoescapeNode(entry, value, Body(autoescape.Body, body));
    }
}
