using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Session;

/// <summary>Finds the folder of a call's project.</summary>
internal static class ProjectFolder
{
    private const string FileName = "dbt_project.yml";

    /// <summary>The folder that the call names, or the nearest with a project from the working folder upwards, or the working folder.</summary>
    public static string Find(OptionValues options, string workingDirectory)
    {
        if (options.Get(CommandOptions.ProjectDir) is { } named)
        {
            return Path.GetFullPath(named, workingDirectory);
        }
        for (var at = workingDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (HasProject(at))
            {
                return at;
            }
        }
        return workingDirectory;
    }

    /// <summary>Is there a project in the folder?</summary>
    public static bool HasProject(string folder) => File.Exists(Path.Combine(folder, FileName));
}
