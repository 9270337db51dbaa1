using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters;

/// <summary>
/// What the engine finds of an adapter: a class <c>&lt;Folder&gt;Factory</c> in the adapter's folder, beside its <c>adapter.json</c> and its macros.
/// </summary>
internal interface IAdapterFactory
{
    /// <summary>Makes the adapter for a profile's output; opens nothing yet.</summary>
    /// <param name="output">The output's keys with their rendered values.</param>
    /// <param name="projectDirectory">The folder that relative paths of the output start from.</param>
    /// <param name="box">The box that the call is in; null for one by hand.</param>
    /// <exception cref="CredentialsException">The output lacks a key or has a wrong one.</exception>
    /// <exception cref="DatabaseException">The box does not allow a key.</exception>
    IAdapter Create(IReadOnlyDictionary<string, object?> output, string projectDirectory, Box? box);
}
