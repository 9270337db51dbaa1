namespace Headgate.Jinja.Compile;

/// <summary>A numbered place for a value in the frame of a function.</summary>
/// <param name="function">The function whose frame it is in.</param>
/// <param name="name">The name that templates use.</param>
/// <param name="slot">Its number.</param>
/// <param name="isGiven">Whether it is looked up in the given variables when it is first read.</param>
internal sealed class Variable(FunctionScope function, string name, int slot, bool isGiven)
{
    public FunctionScope Function { get; } = function;

    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public bool IsGiven { get; } = isGiven;
}
