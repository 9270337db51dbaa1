using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt parse</c>: reads the project and writes its manifest.</summary>
internal static class ParseCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "parse",
            Summary = "Read the project, check it and write its manifest.",
            Options = GraphCommand.Opening,
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) => Task.FromResult(Run(invocation));

    private static ExitCode Run(Invocation invocation)
    {
        var started = invocation.Time.GetTimestamp();
        using var opening = ProjectOpening.Begin(invocation);
        var (resources, macros) = opening.Renew() is { } renewed ? (renewed.Resources, renewed.Macros) : Parse(opening);
        if (invocation.Options.Get(GlobalOptions.WriteJson))
        {
            var path = Path.Combine(opening.Project.TargetPath, "perf_info.json");
            var seconds = invocation.Time.GetElapsedTime(started).TotalSeconds;
            var info = new OrderedDictionary<string, object?>
            {
                ["parse_project_elapsed"] = seconds,
                ["resources"] = (long)resources,
                ["macros"] = (long)macros,
            };
            File.WriteAllText(path, PythonJson.Write(info, indent: 4) + "\n");
            invocation.Log.Info("I010", "ParsePerfInfoPath", "Performance info: " + path);
        }
        return ExitCode.Success;
    }

    private static (int Resources, int Macros) Parse(ProjectOpening opening)
    {
        using var session = opening.Open();
        session.WriteManifest();
        return (session.Manifest.GraphResources().Count(), session.Manifest.Macros.Count);
    }
}
