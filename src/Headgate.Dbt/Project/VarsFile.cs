using Headgate.Dbt.Project.Packages;

namespace Headgate.Dbt.Project;

/// <summary>
/// The variables of <c>vars.yml</c>, which dbt 1.12 reads before <c>dbt_project.yml</c>, so that <c>{{ var('x') }}</c> can stand there. They have
/// the form of <c>vars</c> in <c>dbt_project.yml</c>, in the place of which they stand.
/// </summary>
internal static class VarsFile
{
    public const string FileName = "vars.yml";

    private const string Key = "vars";

    /// <summary>The variables; none where there is no such file.</summary>
    /// <exception cref="DbtException">The file is no YAML, or its variables are no mapping.</exception>
    public static OrderedDictionary<string, object?> Read(string folder) =>
        PackagesFile.ReadMap(folder, FileName).GetValueOrDefault(Key) switch
        {
            null => [],
            OrderedDictionary<string, object?> vars => vars,
            var other => throw new DbtException(
                DbtErrorKind.Runtime,
                $"The '{Key}' in {FileName} must be a mapping of names to values, not {Text.PythonText.Repr(other)}. Write each variable on a line of its own below '{Key}:'."
            ),
        };

    /// <summary>Puts the variables where those of <c>dbt_project.yml</c> stand.</summary>
    /// <param name="project">The project's file, not rendered.</param>
    /// <param name="vars">The variables of <c>vars.yml</c>.</param>
    /// <exception cref="DbtException">Both files have variables.</exception>
    public static void Place(OrderedDictionary<string, object?> project, OrderedDictionary<string, object?> vars)
    {
        if (vars.Count == 0)
        {
            return;
        }
        if (project.GetValueOrDefault(Key) is not (null or OrderedDictionary<string, object?> { Count: 0 }))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Variables cannot be defined in both {FileName} and {ProjectFile.FileName}. Keep them in one of the two."
            );
        }
        project[Key] = vars;
    }

    /// <summary>The settings of a call with the file's variables behind those of the command line.</summary>
    public static InvocationSettings Behind(InvocationSettings settings, OrderedDictionary<string, object?> vars)
    {
        if (vars.Count == 0)
        {
            return settings;
        }
        var all = new OrderedDictionary<string, object?>(vars);
        foreach (var (name, value) in settings.Vars)
        {
            all[name] = value;
        }
        return settings with { Vars = all };
    }
}
