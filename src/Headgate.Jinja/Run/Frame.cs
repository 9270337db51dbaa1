using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>The variables of one run of a function: of a template's body, a block, a macro, a call block or a recursive loop.</summary>
internal sealed class Frame(RenderState state, Context context, SourceText source, int slotCount, Frame? outer)
{
    public readonly RenderState State = state;

    public readonly Context Context = context;

    /// <summary>The text that positions of this function refer to.</summary>
    public readonly SourceText Source = source;

    /// <summary>The frame of the function that this one is defined in.</summary>
    public readonly Frame? Outer = outer;

    /// <summary>The values; a missing one has no value yet.</summary>
    public readonly Value[] Slots = slotCount == 0 ? [] : new Value[slotCount];

    /// <summary>The macro that the frame may be used for again, once it has left it; null where something may still hold on to it.</summary>
    public MacroObject? Macro;

    /// <summary>The template that this one extends, once its extends statement has run.</summary>
    public TemplateCode? ParentTemplate;

    /// <summary>The undefined value of a variable that has no value; errors about it point to where it was read.</summary>
    public Value Undefined(string name, int position)
    {
        State.Position = position;
        return State.MakeUndefined(name);
    }

    /// <summary>Looks a free name up; undefined when there is none.</summary>
    public Value Resolve(string name)
    {
        var value = ResolveOrMissing(name);
        return value.IsMissing ? State.MakeUndefined(name) : value;
    }

    /// <summary>Looks a free name up; missing when there is none.</summary>
    public Value ResolveOrMissing(string name)
    {
        var found = Context.TryGet(name, out var value);
        State.Listener?.OnVariable(name, found);
        return found ? value : default;
    }

    /// <summary>The frame some functions further out.</summary>
    public Frame Up(int functions)
    {
        var frame = this;
        for (; functions > 0; functions--)
        {
            frame = frame.Outer!;
        }
        return frame;
    }
}
