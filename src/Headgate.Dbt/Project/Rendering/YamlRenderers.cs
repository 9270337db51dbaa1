namespace Headgate.Dbt.Project.Rendering;

/// <summary>Renderers for the templates of the project's YAML files, each with the variables that dbt gives there.</summary>
internal static class YamlRenderers
{
    /// <summary>For <c>profiles.yml</c> and <c>packages.yml</c>: environment (secrets too) and variables of the command line.</summary>
    public static YamlRenderer ForSecrets(InvocationSettings settings) => YamlRenderer.None;

    /// <summary>For <c>dbt_project.yml</c> and <c>selectors.yml</c>: environment, variables of the command line, and the target once it is known.</summary>
    public static YamlRenderer ForProject(InvocationSettings settings, ProfileTarget? target) => YamlRenderer.None;

    /// <summary>For property files: the same with the variables of the package.</summary>
    public static YamlRenderer ForProperties(LoadedProject project, Package package) => YamlRenderer.None;
}
