using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run;

/// <summary>A block as a value: <c>super</c>, or a block of <c>self</c>. Calling it renders that version of the block.</summary>
internal sealed class BlockReference(string name, Context context, int index) : IJinjaObject
{
    public string TypeName => "BlockReference";

    public string QualifiedTypeName => "jinja2.runtime.BlockReference";

    public bool IsCallable => true;

    public Value Call(CallContext caller, Arguments arguments)
    {
        if (arguments.Count > 0)
        {
            throw PythonError.Type($"BlockReference.__call__() takes 1 positional argument but {arguments.Count + 1} were given");
        }
        var state = (RenderState)caller;
        var start = state.Output.Length;
        context.Blocks[name][index].Run(state, context);
        var text = state.Cut(start);
        return context.Autoescape ? Value.SafeString(text) : Value.From(text);
    }

    public bool TryGetAttribute(CallContext caller, string attribute, out Value value)
    {
        if (attribute == "super")
        {
            value = Super(caller, name, context, index + 1);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>A version of a block; undefined when there are not so many.</summary>
    public static Value Super(CallContext caller, string name, Context context, int index) =>
        context.Blocks.TryGetValue(name, out var versions) && index < versions.Count
            ? Value.From(new BlockReference(name, context, index))
            : caller.MakeUndefinedWithHint($"there is no parent block called {PythonText.ReprOf(name)}.");
}

/// <summary>The variable <c>self</c>: the blocks of the template by name.</summary>
internal sealed class TemplateReference(Context context) : IJinjaObject
{
    public string TypeName => "TemplateReference";

    public string QualifiedTypeName => "jinja2.runtime.TemplateReference";

    public bool TryGetItem(CallContext caller, in Value key, out Value value)
    {
        if (key.TryGetString(out var name) && context.Blocks.ContainsKey(name))
        {
            value = Value.From(new BlockReference(name, context, 0));
            return true;
        }
        value = default;
        return false;
    }

    public string Repr() => $"<TemplateReference {(context.Template.Source.Name is { } name ? PythonText.ReprOf(name) : "None")}>";
}
