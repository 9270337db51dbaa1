namespace Headgate.Jinja.Run.Nodes;

/// <summary>How the arguments of a call go into the slots of a macro, worked out once.</summary>
/// <param name="Macro">The macro.</param>
/// <param name="Slots">For each keyword the slot of its parameter; null where the arguments have to be bound at each call.</param>
internal sealed record MacroBinding(MacroCode Macro, int[]? Slots)
{
    public static MacroBinding Of(MacroCode macro, CallShape shape) =>
        new(
            macro,
            shape.IsPlain && !macro.HasSpecialParameters && shape.Positional.Length <= macro.Parameters.Length ? Find(macro, shape) : null
        );

    private static int[]? Find(MacroCode macro, CallShape shape)
    {
        var slots = new int[shape.Keywords.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = Array.FindIndex(macro.Parameters, p => p.Name == shape.Names![i]);
            // An unknown keyword, or one for a parameter that has its value already, is an error that binding at the call words.
            if (slots[i] < shape.Positional.Length)
            {
                return null;
            }
        }
        return slots;
    }
}
