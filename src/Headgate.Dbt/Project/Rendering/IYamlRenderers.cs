namespace Headgate.Dbt.Project.Rendering;

/// <summary>
/// Gives the renderers for the files that a project is loaded from. What the names in templates mean is decided above the project, which
/// knows no templates.
/// </summary>
internal interface IYamlRenderers
{
    /// <summary>For <c>profiles.yml</c> and <c>packages.yml</c>: environment (secrets too) and variables of the command line.</summary>
    YamlRenderer ForSecrets(InvocationSettings settings);

    /// <summary>For <c>dbt_project.yml</c> and <c>selectors.yml</c>: environment, variables of the command line, and the target once it is known.</summary>
    YamlRenderer ForProject(InvocationSettings settings, ProfileTarget? target);
}
