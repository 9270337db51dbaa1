using Headgate.Dbt.Selection.Methods;

namespace Headgate.Dbt.Selection;

/// <summary>The methods of selection by name.</summary>
internal static class SelectorMethods
{
    private static readonly Dictionary<string, ISelectorMethod> ByName = new()
    {
        ["fqn"] = new FqnMethod(),
        ["tag"] = new TagMethod(),
        ["group"] = new GroupMethod(),
        ["access"] = new AccessMethod(),
        ["source"] = new SourceMethod(),
        ["path"] = new PathMethod(),
        ["file"] = new FileMethod(),
        ["package"] = new PackageMethod(),
        ["config"] = new ConfigMethod(),
        ["test_name"] = new TestNameMethod(),
        ["test_type"] = new TestTypeMethod(),
        ["resource_type"] = new ResourceTypeMethod(),
        ["state"] = new StateMethod(),
        ["exposure"] = new NamedResourceMethod(Artifacts.ResourceType.Exposure, "exposure"),
        ["metric"] = new NamedResourceMethod(Artifacts.ResourceType.Metric, "metric"),
        ["semantic_model"] = new NamedResourceMethod(Artifacts.ResourceType.SemanticModel, "semantic model"),
        ["saved_query"] = new NamedResourceMethod(Artifacts.ResourceType.SavedQuery, "saved query"),
        ["unit_test"] = new NamedResourceMethod(Artifacts.ResourceType.UnitTest, "unit test"),
        ["result"] = new ResultMethod(),
        ["source_status"] = new SourceStatusMethod(),
        ["version"] = new VersionMethod(),
        ["selector"] = new SelectorMethod(),
    };

    /// <summary>The method of a name that <see cref="Split"/> accepted.</summary>
    public static ISelectorMethod Get(string name) => ByName[name];

    /// <summary>Splits <c>config.materialized</c> into the method and what stands behind it.</summary>
    /// <exception cref="DbtException">There is no such method.</exception>
    public static (string Name, IReadOnlyList<string> Arguments) Split(string method)
    {
        var parts = method.Split('.');
        return ByName.ContainsKey(parts[0])
            ? (parts[0], parts[1..])
            : throw new DbtException(DbtErrorKind.Runtime, $"'{parts[0]}' is not a valid method name");
    }
}
