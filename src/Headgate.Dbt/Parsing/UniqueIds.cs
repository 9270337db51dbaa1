using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing;

/// <summary>Forms the unique ids of resources.</summary>
internal static class UniqueIds
{
    public static string Of(ResourceType type, string package, string name) => $"{type.Word()}.{package}.{name}";

    public static string OfVersion(string package, string name, object? version) =>
        version is null ? Of(ResourceType.Model, package, name) : $"model.{package}.{name}.v{PythonText.Str(version)}";

    public static string OfSource(string package, string source, string table) => $"source.{package}.{source}.{table}";

    public static string OfUnitTest(string package, string model, string name) => $"unit_test.{package}.{model}.{name}";
}
