using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>A compiled template: what runs, without any state.</summary>
internal sealed class TemplateCode(SourceText source, FunctionCode root, Dictionary<string, BlockCode> blocks, bool autoescape)
{
    public SourceText Source { get; } = source;

    public FunctionCode Root { get; } = root;

    public Dictionary<string, BlockCode> Blocks { get; } = blocks;

    /// <summary>Whether its values are escaped when it starts.</summary>
    public bool Autoescape { get; } = autoescape;

    /// <summary>Slot of <c>self</c> in the root's frame, or -1 where the template does not use it.</summary>
    public int SelfSlot { get; init; } = -1;

    /// <summary>The names that are looked up outside of the template.</summary>
    public IReadOnlySet<string> FreeNames { get; init; } = new HashSet<string>();

    /// <summary>The same template for macros that stand by themselves: they know nothing of its blocks.</summary>
    public TemplateCode WithoutBlocks => field ??= Blocks.Count == 0 ? this : new TemplateCode(Source, Root, [], Autoescape);

    /// <summary>Renders the template, and those it extends, into the output.</summary>
    public void Run(RenderState state, Context context)
    {
        for (var template = this; template is not null; )
        {
            var frame = new Frame(state, context, template.Source, template.Root.SlotCount, null);
            if (template.SelfSlot >= 0)
            {
                frame.Slots[template.SelfSlot] = Value.From(new TemplateReference(context));
            }
            state.Run(template.Root, frame);
            template = frame.ParentTemplate;
        }
    }
}

/// <summary>A body with the number of slots that its frame needs.</summary>
internal sealed class FunctionCode(StmtNode body, int slotCount)
{
    public StmtNode Body { get; } = body;

    public int SlotCount { get; } = slotCount;
}

/// <summary>One template's version of a block.</summary>
internal sealed class BlockCode(string name, SourceText source, FunctionCode function, int selfSlot, int superSlot)
{
    public string Name { get; } = name;

    public SourceText Source { get; } = source;

    public FunctionCode Function { get; } = function;

    /// <summary>Slot of <c>self</c>, or -1 where the block does not use it.</summary>
    public int SelfSlot { get; } = selfSlot;

    /// <summary>Slot of <c>super</c>, or -1 where the block does not use it.</summary>
    public int SuperSlot { get; } = superSlot;

    /// <summary>Renders the block into the output.</summary>
    public void Run(RenderState state, Context context)
    {
        var frame = new Frame(state, context, Source, Function.SlotCount, null);
        if (SelfSlot >= 0)
        {
            frame.Slots[SelfSlot] = Value.From(new TemplateReference(context));
        }
        if (SuperSlot >= 0)
        {
            frame.Slots[SuperSlot] = BlockReference.Super(state, Name, context, context.Blocks[Name].IndexOf(this) + 1);
        }
        state.Run(Function, frame);
    }
}
