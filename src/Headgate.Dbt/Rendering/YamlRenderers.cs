using System.Collections.Frozen;
using Headgate.Dbt.Context.Functions;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Rendering;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Rendering;

/// <summary>Renderers for the templates of the project's YAML files, each with the variables that dbt gives there.</summary>
internal sealed class YamlRenderers : IYamlRenderers
{
    /// <summary>The renderers; they keep nothing.</summary>
    public static YamlRenderers Instance { get; } = new();

    /// <inheritdoc />
    public YamlRenderer ForSecrets(InvocationSettings settings)
    {
        var variables = CommandLineVariables(settings);
        variables["env_var"] = SecretEnvVar.Create(settings.EnvironmentVariables);
        return Of(variables);
    }

    /// <inheritdoc />
    public YamlRenderer ForProject(InvocationSettings settings, ProfileTarget? target)
    {
        var variables = CommandLineVariables(settings);
        // Commands that read no profile (deps, clean) have a target too, which says nothing.
        variables["target"] = target is null ? NoTarget() : TargetFacts.Of(target);
        return Of(variables);
    }

    /// <summary>For property files: the same with the variables of the package.</summary>
    public static YamlRenderer ForProperties(LoadedProject project, Package package) => Of(PropertyVariables(project, package));

    /// <summary>For descriptions, which may also use <c>doc()</c>.</summary>
    public static DescriptionRenderer ForDescriptions(LoadedProject project, Package package) => new(PropertyVariables(project, package));

    private static Dictionary<string, Value> PropertyVariables(LoadedProject project, Package package)
    {
        var variables = Base(project.Settings);
        variables["var"] = Value.From(new VarFunction(project.Vars, package, static () => "<Configuration>", render: null));
        variables["target"] = TargetFacts.Of(project.Target);
        variables["project_name"] = Value.From(project.Root.Name);
        return variables;
    }

    private static Dictionary<string, Value> CommandLineVariables(InvocationSettings settings)
    {
        var nowhere = new Package
        {
            Name = "",
            Folder = "",
            Rendered = [],
            Unrendered = [],
        };
        var variables = Base(settings);
        variables["var"] = Value.From(
            new VarFunction(new VarScopes(settings.Vars, nowhere), nowhere, static () => "<Configuration>", render: null)
        );
        return variables;
    }

    /// <summary>What a target has, empty: a configuration that asks for it is not looked at without one.</summary>
    private static Value NoTarget()
    {
        var target = new JinjaDict();
        foreach (var key in (string[])["name", "profile_name", "type", "schema", "database", "dbname", "host", "user"])
        {
            target.Set(key, Value.EmptyString);
        }
        return Value.From(target);
    }

    private static Dictionary<string, Value> Base(InvocationSettings settings)
    {
        var variables = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["env_var"] = EnvVar.Create(settings.EnvironmentVariables, used: null),
            ["dbt_version"] = Value.From(DbtVersion.Compatible),
            ["invocation_id"] = Value.From(settings.InvocationId),
            ["run_started_at"] = Value.FromObject(settings.StartedAt),
            ["modules"] = Context.Objects.Modules.Create(static (_, _) => { }),
        };
        foreach (var (name, value) in Serialisation.Functions.Concat(Context.Functions.Collections.Functions))
        {
            variables[name] = value;
        }
        return variables;
    }

    private static YamlRenderer Of(Dictionary<string, Value> variables)
    {
        var names = new NamedValues(variables.ToFrozenDictionary(StringComparer.Ordinal));
        return new YamlRenderer(text => YamlTemplates.Evaluate(text, names));
    }
}
