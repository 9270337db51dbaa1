namespace Headgate.Platform.Views;

/// <summary>The variables of a project beside its environments.</summary>
/// <param name="Environments"><c>project</c>, then names of environments.</param>
/// <param name="Variables">Values by name of the variable, and by <c>project</c> or name of the environment.</param>
internal sealed record VariablesByEnvironmentView(
    IReadOnlyList<string> Environments,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, VariableValueView>> Variables
);
