using Headgate.Jinja.Run.Nodes;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run;

/// <summary>The body of a recursive loop, with the variables around it; each run has a frame of its own.</summary>
internal sealed class RecursiveLoop(RecursiveForNode node, Frame outer)
{
    /// <summary>Renders the loop over some items.</summary>
    /// <returns>The text, safe where values are escaped.</returns>
    public Value Run(RenderState state, in Value items, int depth)
    {
        var start = state.Output.Length;
        WriteTo(state, items, depth);
        return node.Text(state, start);
    }

    /// <summary>Renders the loop into the output.</summary>
    public void WriteTo(RenderState state, Value items, int depth)
    {
        var frame = new Frame(state, outer.Context, outer.Source, node.SlotCount, outer) { ParentTemplate = outer.ParentTemplate };
        state.Run(node.FunctionFor(this, items, depth), frame);
    }
}
