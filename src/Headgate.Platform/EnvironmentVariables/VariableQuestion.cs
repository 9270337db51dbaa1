namespace Headgate.Platform.EnvironmentVariables;

/// <summary>Whose variables are asked for.</summary>
internal sealed class VariableQuestion
{
    /// <summary>Id of the job or user.</summary>
    public long Id { get; set; }
}
