namespace Headgate.Platform.EnvironmentVariables;

/// <summary>What a bulk body holds.</summary>
internal sealed class BulkVariables
{
    /// <summary>The variables.</summary>
    public IReadOnlyList<VariableValues> Variables { get; set; } = [];

    /// <summary>The name of the variable that is deleted.</summary>
    public string Name { get; set; } = "";
}
