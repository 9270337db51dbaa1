namespace Headgate.Dbt.Project.Packages;

/// <summary>A line that <c>dbt deps</c> says.</summary>
/// <param name="Code">dbt's code of the event.</param>
/// <param name="Name">dbt's name of the event.</param>
/// <param name="Text">What is said.</param>
/// <param name="IsWarning">Whether it is a warning.</param>
internal sealed record PackageLine(string Code, string Name, string Text, bool IsWarning = false);
