namespace Headgate.Dbt.Parsing;

/// <summary>Where templates write to while they are parsed.</summary>
/// <param name="Log">Takes lines of <c>log()</c>: the text and whether it is for the console too.</param>
/// <param name="Print">Takes lines of <c>print()</c>.</param>
internal sealed record ParseOutput(Action<string, bool> Log, Action<string> Print)
{
    /// <summary>Writes nothing.</summary>
    public static ParseOutput None { get; } = new(static (_, _) => { }, static _ => { });
}
