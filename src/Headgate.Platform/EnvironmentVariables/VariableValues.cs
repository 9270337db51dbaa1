namespace Headgate.Platform.EnvironmentVariables;

/// <summary>What a bulk body says of one variable.</summary>
internal sealed class VariableValues
{
    /// <summary>Its name of now.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name that it shall have.</summary>
    public string? NewName { get; set; }

    /// <summary>Values by <c>project</c>, name of an environment, or id of a value; null and empty for none.</summary>
    public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);
}
