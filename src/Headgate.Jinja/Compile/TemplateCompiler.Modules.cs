using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Compile;

/// <summary>Macros, call blocks, blocks, other templates, tags of the host.</summary>
internal sealed partial class TemplateCompiler
{
    private StmtNode? Module(Stmt statement, CompileScope scope)
    {
        _holdsFrame |= statement is BlockStmt or TagStmt;
        switch (statement)
        {
            case MacroStmt macro:
                var target = Target(new NameExpr(macro.Position, macro.Name, NameUse.Store), scope);
                return new MacroNode(Macro(macro.Name, macro.Position, macro.Parameters, macro.Body, scope), target);
            case CallBlockStmt call:
                return CallBlock(call, scope);
            case BlockStmt block:
                return BlockPlace(block, scope);
            case ExtendsStmt extends:
                return Extends(extends, scope);
            case IncludeStmt include:
                return new IncludeNode(
                    include.Position,
                    Expression(include.Template, scope),
                    include.IgnoreMissing,
                    include.WithContext ? Locals(scope) : null
                );
            case ImportStmt import:
                return new ImportNode(
                    import.Position,
                    Expression(import.Template, scope),
                    scope.Symbols.Find(import.Target)!.Slot,
                    scope.TopLevel ? import.Target : null,
                    import.WithContext ? Locals(scope) : null
                );
            case FromImportStmt import:
                return new FromImportNode(
                    import.Position,
                    Expression(import.Template, scope),
                    Array.ConvertAll(import.Names, n => (n.Name, n.Alias, scope.Symbols.Find(n.Alias)!.Slot)),
                    scope.TopLevel,
                    import.WithContext ? Locals(scope) : null
                );
            case TagStmt { Tag.Tag.Form: TagForm.Statement } tag:
                return Tag(tag, scope);
            default:
                return null;
        }
    }

    private MacroCode Macro(string? name, int position, Parameter[] parameters, Stmt[] body, CompileScope scope)
    {
        RefuseDuplicates(parameters);
        var symbols = scope.Symbols.InnerFunction();
        SymbolVisitor.Macro(symbols, parameters, body);
        var special = UndeclaredNames.In(body, "caller", "kwargs", "varargs");
        var declared = Array.ConvertAll(parameters, p => p.Name);
        if (special.Contains("caller") && Array.Exists(parameters, p => p is { Name: "caller", Default: null }))
        {
            throw Fail(
                "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
                position
            );
        }
        int SlotOf(string specialName) =>
            special.Contains(specialName) && !declared.Contains(specialName) ? symbols.DeclareParameter(specialName).Slot : -1;
        var caller = SlotOf("caller");
        var keywords = SlotOf("kwargs");
        var varargs = SlotOf("varargs");
        var inner = scope.Inner(symbols) with { InLoop = false, ChecksOutput = false };
        _holdsFrame = false;
        var entry = Entry(symbols);
        var code = Body(body, inner);
        var compiled = Array.ConvertAll(
            parameters,
            p => new MacroParameter(p.Name, p.Default is null ? null : Expression(p.Default, inner), p.Position)
        );
        var holdsFrame = _holdsFrame;
        // The macro itself holds on to the frame of the function that it is defined in.
        _holdsFrame = true;
        return new MacroCode
        {
            Name = name,
            LetsFrameGo = !holdsFrame,
            Source = _source,
            Parameters = compiled,
            Entry = entry,
            Function = new FunctionCode(code, symbols.Function.SlotCount),
            CallerSlot = caller,
            KeywordsSlot = keywords,
            VarargsSlot = varargs,
            FreeNames = _free,
        };
    }

    private void RefuseDuplicates(Parameter[] parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (parameters[i].Name == parameters[j].Name)
                {
                    throw Fail(
                        $"duplicate argument '{parameters[i].Name}' in function definition",
                        parameters[i].Position,
                        JinjaErrorKind.TemplateSyntaxError
                    );
                }
            }
        }
    }

    private CallBlockNode CallBlock(CallBlockStmt block, CompileScope scope)
    {
        var code = Macro(null, block.Position, block.Parameters, block.Body, scope);
        var slot = scope.Symbols.Function.Unnamed();
        var call = Call(block.Call, scope, new LocalNode(block.Position, slot, "caller"));
        return new CallBlockNode(code, slot, call);
    }

    private StmtNode? BlockPlace(BlockStmt block, CompileScope scope)
    {
        if (scope.TopLevel && _extendsForSure)
        {
            return null;
        }
        var place = new BlockNode(block.Position, block.Name, block.Required, block.Scoped ? Locals(scope) : null);
        return scope.TopLevel && _extendsSoFar > 0 ? new UnlessExtendedNode(place) : place;
    }

    private StmtNode Extends(ExtendsStmt extends, CompileScope scope)
    {
        if (!scope.TopLevel)
        {
            throw Fail("cannot use extend from a non top-level scope", extends.Position);
        }
        if (_extendsForSure)
        {
            return new ErrorNode(extends.Position, JinjaErrorKind.TemplateRuntimeError, "extended multiple times");
        }
        var node = new ExtendsNode(extends.Position, Expression(extends.Template, scope), _extendsSoFar > 0);
        _extendsForSure |= scope.RootLevel;
        _extendsSoFar++;
        return node;
    }

    private TagNode Tag(TagStmt tag, CompileScope scope)
    {
        var inner = InnerScope(scope) with { ChecksOutput = false, InLoop = false };
        SymbolVisitor.Body(inner.Symbols, tag.Body);
        var entry = Entry(inner.Symbols);
        var shape = new CallShape(
            Array.ConvertAll(tag.Arguments, a => Expression(a, scope)),
            Array.ConvertAll(tag.Keywords, k => k.Name),
            Array.ConvertAll(tag.Keywords, k => Expression(k.Value, scope)),
            null,
            null
        );
        return new TagNode(tag.Position, tag.Tag.Tag, shape, entry, Body(tag.Body, inner), scope.Escapes);
    }
}
