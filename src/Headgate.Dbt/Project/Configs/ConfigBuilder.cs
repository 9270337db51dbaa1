using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Configs;

/// <summary>
/// Effective configuration of a resource: defaults, the package's project file, properties, <c>config()</c> calls,
/// and last, for resources of packages, the root's project file.
/// </summary>
internal sealed class ConfigBuilder(LoadedProject project)
{
    /// <summary>The effective configuration.</summary>
    /// <param name="type">Kind of the resource.</param>
    /// <param name="package">Package of the resource.</param>
    /// <param name="fqn">Its fully qualified name.</param>
    /// <param name="calls">Arguments of its <c>config()</c> calls, or null.</param>
    /// <param name="properties">Its <c>config</c> in a property file, or null.</param>
    /// <exception cref="DbtException">A value has the wrong type.</exception>
    public NodeConfig Build(
        ResourceType type,
        Package package,
        IReadOnlyList<string> fqn,
        OrderedDictionary<string, object?>? calls,
        OrderedDictionary<string, object?>? properties
    )
    {
        var schema = ConfigSchema.Of(type);
        var values = schema.Defaults();
        foreach (var level in Levels(package.ConfigSection(type), package, type, fqn, calls, properties, rendered: true))
        {
            ConfigMerge.Apply(schema, values, level);
        }
        HookConfig.Normalise(values);
        if (ConfigCheck.FirstProblem(schema, values) is { } problem)
        {
            throw new DbtException(DbtErrorKind.Parsing, problem);
        }
        if (
            type is ResourceType.Test or ResourceType.Seed
            && values.GetValueOrDefault("materialized") is string made
            && made != type.Word()
        )
        {
            throw new DbtException(DbtErrorKind.Parsing, $"A {type.Word()} must have a materialized value of '{type.Word()}'");
        }
        ConfigCheck.Settle(values);
        return new NodeConfig(values);
    }

    /// <summary>The configuration as it was written: no defaults, nearer values replace farther ones.</summary>
    public OrderedDictionary<string, object?> BuildUnrendered(
        ResourceType type,
        Package package,
        IReadOnlyList<string> fqn,
        OrderedDictionary<string, object?>? calls,
        OrderedDictionary<string, object?>? properties
    )
    {
        var values = new OrderedDictionary<string, object?>();
        foreach (var level in Levels(package.UnrenderedConfigSection(type), package, type, fqn, calls, properties, rendered: false))
        {
            foreach (var (key, value) in level)
            {
                values[key] = PlainData.Clone(value);
            }
        }
        return values;
    }

    private IEnumerable<OrderedDictionary<string, object?>> Levels(
        OrderedDictionary<string, object?>? tree,
        Package package,
        ResourceType type,
        IReadOnlyList<string> fqn,
        OrderedDictionary<string, object?>? calls,
        OrderedDictionary<string, object?>? properties,
        bool rendered
    )
    {
        foreach (var level in ConfigTree.Levels(tree, fqn))
        {
            yield return level;
        }
        if (properties is not null)
        {
            yield return properties;
        }
        if (calls is not null)
        {
            yield return calls;
        }
        if (ReferenceEquals(package, project.Root))
        {
            yield break;
        }
        var rootTree = rendered ? project.Root.ConfigSection(type) : project.Root.UnrenderedConfigSection(type);
        foreach (var level in ConfigTree.Levels(rootTree, fqn))
        {
            yield return level;
        }
    }
}
