namespace Headgate.Jinja.Run.Nodes;

/// <summary>A printed value with the text before it.</summary>
/// <param name="Before">The text, or null.</param>
/// <param name="Expression">The value.</param>
/// <param name="Call">The same, where it is a call.</param>
/// <param name="Slot">The slot that holds the value, where it is a variable of the running function; else -1.</param>
/// <param name="Added">What is added to a number in that slot: a loop's counter counts from 0.</param>
internal readonly record struct PrintedValue(string? Before, ExprNode Expression, CallNode? Call, int Slot, int Added)
{
    public static PrintedValue Of(string? before, ExprNode expression)
    {
        var (slot, added) = expression switch
        {
            LocalNode local => (local.Slot, 0),
            GivenNode { Functions: 0 } given => (given.Slot, 0),
            LoopCounterNode { Member: LoopMember.Index } counter => (counter.Slot, 1),
            LoopCounterNode { Member: LoopMember.Index0 } counter => (counter.Slot, 0),
            _ => (-1, 0),
        };
        return new PrintedValue(before, expression, expression as CallNode, slot, added);
    }
}
