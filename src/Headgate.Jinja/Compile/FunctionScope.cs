namespace Headgate.Jinja.Compile;

/// <summary>
/// What has a frame of its own at run time: the body of a template, a block, a macro, a call block or a recursive loop. Hands out
/// the numbers of the slots in that frame.
/// </summary>
internal sealed class FunctionScope(FunctionScope? outer)
{
    private readonly Dictionary<(int Level, string Name), Variable> _variables = [];

    /// <summary>How many functions stand around this one.</summary>
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    /// <summary>Slots that a frame needs.</summary>
    public int SlotCount { get; private set; }

    /// <summary>The variable of a name at a level of scopes; scopes beside each other share it, as their lives do not overlap.</summary>
    public Variable Variable(int level, string name)
    {
        if (!_variables.TryGetValue((level, name), out var variable))
        {
            variable = new Variable(this, name, SlotCount++, isGiven: false);
            _variables.Add((level, name), variable);
        }
        return variable;
    }

    /// <summary>The place of a given variable, shared by all scopes of the function.</summary>
    public Variable Given(string name)
    {
        if (!_variables.TryGetValue((-1, name), out var variable))
        {
            variable = new Variable(this, name, SlotCount++, isGiven: true);
            _variables.Add((-1, name), variable);
        }
        return variable;
    }

    /// <summary>A slot without a name.</summary>
    public int Unnamed() => SlotCount++;
}
