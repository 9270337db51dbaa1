using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>The place of a block: renders the most derived version of it.</summary>
/// <param name="position">Offset that errors point to.</param>
/// <param name="name">The block's name.</param>
/// <param name="required">Whether a template that extends this one must have it.</param>
/// <param name="locals">The variables that the block sees; null for those of the template only.</param>
internal sealed class BlockNode(int position, string name, bool required, LocalVariables? locals) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        frame.State.Position = position;
        var versions = frame.Context.Blocks[name];
        if (required && versions.Count <= 1)
        {
            throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, $"Required block '{name}' not found");
        }
        versions[0].Run(frame.State, locals is null ? frame.Context : frame.Context.Derive(locals.Values(frame)));
        return Flow.Next;
    }
}

/// <summary>Names of variables with the places where they are.</summary>
internal sealed class LocalVariables((string Name, int Functions, int Slot)[] variables)
{
    public Dictionary<string, Value> Values(Frame frame)
    {
        var result = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, functions, slot) in variables)
        {
            ref var value = ref frame.Up(functions).Slots[slot];
            if (!value.IsMissing)
            {
                result[name] = value;
            }
        }
        return result;
    }
}

internal sealed class ExtendsNode(int position, ExprNode template, bool mayBeSecond) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        if (mayBeSecond && frame.ParentTemplate is not null)
        {
            state.Position = position;
            throw new JinjaException(JinjaErrorKind.TemplateRuntimeError, "extended multiple times");
        }
        var value = template.Evaluate(frame);
        state.Position = position;
        var parent = state.Find(value, mayBeList: false);
        foreach (var (name, block) in parent.Blocks)
        {
            if (!frame.Context.Blocks.TryGetValue(name, out var versions))
            {
                frame.Context.Blocks[name] = versions = [];
            }
            versions.Add(block);
        }
        frame.ParentTemplate = parent;
        return Flow.Next;
    }
}

internal sealed class IncludeNode(int position, ExprNode template, bool ignoreMissing, LocalVariables? locals) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        var value = template.Evaluate(frame);
        state.Position = position;
        if (Find(state, value) is not { } found)
        {
            return Flow.Next;
        }
        if (locals is null)
        {
            state.Output.Append(state.Import(found, null).Text);
        }
        else
        {
            found.Run(state, state.NewContext(found, frame.Context.Snapshot(locals.Values(frame))));
        }
        return Flow.Next;
    }

    private TemplateCode? Find(RenderState state, in Value value)
    {
        try
        {
            return state.Find(value, mayBeList: true);
        }
        catch (JinjaException missing)
            when (ignoreMissing && missing.Kind is JinjaErrorKind.TemplateNotFound or JinjaErrorKind.TemplatesNotFound)
        {
            return null;
        }
    }
}

/// <summary><c>{% import %}</c>.</summary>
internal sealed class ImportNode(int position, ExprNode template, int slot, string? topLevelName, LocalVariables? locals) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        var value = template.Evaluate(frame);
        state.Position = position;
        var found = state.Find(value, mayBeList: false);
        var module = Value.From(state.Import(found, locals is null ? null : frame.Context.Snapshot(locals.Values(frame))));
        frame.Slots[slot] = module;
        if (topLevelName is not null)
        {
            frame.Context.Set(topLevelName, module, export: false);
        }
        return Flow.Next;
    }
}

/// <summary><c>{% from … import … %}</c>.</summary>
internal sealed class FromImportNode(
    int position,
    ExprNode template,
    (string Name, string Alias, int Slot)[] names,
    bool topLevel,
    LocalVariables? locals
) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        var value = template.Evaluate(frame);
        state.Position = position;
        var found = state.Find(value, mayBeList: false);
        var module = state.Import(found, locals is null ? null : frame.Context.Snapshot(locals.Values(frame)));
        foreach (var (name, alias, slot) in names)
        {
            frame.Slots[slot] = module.TryGet(name, out var member) ? member : Missing(frame, module, name);
            if (topLevel)
            {
                frame.Context.Set(alias, frame.Slots[slot], export: false);
            }
        }
        return Flow.Next;
    }

    private Value Missing(Frame frame, ModuleObject module, string name)
    {
        var here = $"line {frame.Source.LineOf(position)}" + (frame.Source.Name is { } own ? $" in {PythonText.ReprOf(own)}" : "");
        var imported = module.Name is null ? "None" : PythonText.ReprOf(module.Name);
        return frame.State.MakeUndefinedWithHint(
            $"the template {imported} (imported on {here}) does not export the requested name {PythonText.ReprOf(name)}"
        );
    }
}
