using Headgate.Store.Model;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>What a body says of one value, on its way into the row.</summary>
/// <param name="row">Takes all but the value itself.</param>
internal sealed class VariableChange(EnvironmentVariable row)
{
    /// <summary>Name and scope.</summary>
    public EnvironmentVariable Row => row;

    /// <summary>The value; null where none was sent.</summary>
    public string? Value { get; set; }
}
