using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters;

/// <summary>Finds the adapter that a profile's output names.</summary>
internal static class AdapterFactory
{
    /// <summary>The adapter types there are.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. AdapterDeclarations.All.Select(a => a.Type)];

    /// <summary>Makes the adapter for a profile's output; opens nothing yet.</summary>
    /// <param name="type">The output's <c>type</c>.</param>
    /// <param name="output">The output's keys with their rendered values.</param>
    /// <param name="projectDirectory">The folder that relative paths of the output start from.</param>
    /// <param name="box">The box that the call is in; null for one by hand.</param>
    /// <exception cref="DatabaseException">No adapter has this type, or the box does not allow a key of the output.</exception>
    /// <exception cref="CredentialsException">The output lacks a key or has a wrong one.</exception>
    public static IAdapter Create(string type, IReadOnlyDictionary<string, object?> output, string projectDirectory, Box? box) =>
        AdapterDeclarations.Find(type) is { } declaration
            ? declaration.Factory().Create(output, projectDirectory, box)
            : throw new DatabaseException($"Could not find adapter type {type}!") { IsConnection = true };
}
