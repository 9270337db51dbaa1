using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt deps</c>: installs the packages that the project names.</summary>
internal static class DepsCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "deps",
            Summary = "Install the packages that the project names.",
            Options =
            [
                CommandOptions.AddPackage,
                CommandOptions.ProfilesDirAnywhere,
                CommandOptions.ProjectDir,
                CommandOptions.AddedFrom,
                CommandOptions.Vars,
                CommandOptions.Lock,
                CommandOptions.Upgrade,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        if (invocation.Options.Get(CommandOptions.AddPackage) is { } asked)
        {
            foreach (
                var line in PackageAddition.Write(
                    invocation.ProjectDirectory,
                    asked,
                    invocation.Options.Get(CommandOptions.AddedFrom) ?? "hub"
                )
            )
            {
                invocation.Log.Info(line.Code, line.Name, line.Text);
            }
        }
        await Invocation.Loader.InstallPackagesAsync(
            invocation.ToSettings(),
            new(invocation.Options.Get(CommandOptions.Lock), invocation.Options.Get(CommandOptions.Upgrade)),
            invocation.Time,
            line =>
                invocation.Log.Tell(
                    new(line.IsWarning ? Console.EventLevel.Warn : Console.EventLevel.Info, line.Code, line.Name, line.Text)
                ),
            cancellation
        );
        return ExitCode.Success;
    }
}
