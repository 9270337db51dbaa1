using Headgate.Dbt.Adapters;
using Headgate.Dbt.Console;
using Headgate.Dbt.Project;
using Headgate.Jinja;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>Everything besides resource files that decides what a parse gives: the engine, the project's and the packages' settings, target, variables.</summary>
internal static class ParseKey
{
    /// <summary>Goes up when the form of what is kept changes.</summary>
    private const string Form = "1";

    private const string CustomVariable = "DBT_ENV_CUSTOM_ENV_";

    /// <summary>The digest of it all; of secrets nothing goes into it.</summary>
    public static string Of(LoadedProject project, IAdapter adapter)
    {
        var target = project.Target;
        return ParsedBefore.Digest([
            Form,
            typeof(ParseKey).Module.ModuleVersionId.ToString(),
            typeof(JinjaEnvironment).Module.ModuleVersionId.ToString(),
            target.ProfileName,
            target.Name,
            target.Type,
            target.Schema,
            target.Database ?? "",
            PythonJson.Write((long)target.Threads),
            Plain(target.Public),
            adapter.Credentials.Database ?? "",
            adapter.Credentials.Schema,
            Plain(adapter.Credentials.Public),
            PythonJson.Write(project.Settings.Vars),
            PythonJson.Write(project.SelectorDefinitions),
            .. project.Packages.SelectMany(OfPackage),
            .. project
                .Settings.EnvironmentVariables.Where(v => v.Key.StartsWith(CustomVariable, StringComparison.Ordinal))
                .OrderBy(v => v.Key, StringComparer.Ordinal)
                .SelectMany(v => (string[])[v.Key, v.Value]),
        ]);
    }

    private static IEnumerable<string> OfPackage(Package package) =>
        [package.Name, package.Version ?? "", package.Folder, PythonJson.Write(package.Rendered), PythonJson.Write(package.Unrendered)];

    private static string Plain(IReadOnlyDictionary<string, object?> values) =>
        string.Join(
            '\0',
            values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key + "=" + Project.Text.PythonText.Repr(v.Value))
        );
}
