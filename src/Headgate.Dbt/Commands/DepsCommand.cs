using Headgate.Dbt.CommandLine;
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
                CommandOptions.ProfilesDirAnywhere,
                CommandOptions.ProjectDir,
                CommandOptions.Vars,
                CommandOptions.Lock,
                CommandOptions.Upgrade,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) => Task.FromResult(Run(invocation));

    private static ExitCode Run(Invocation invocation)
    {
        Invocation.Loader.InstallPackages(
            invocation.ToSettings(),
            invocation.Options.Get(CommandOptions.Lock),
            line => invocation.Log.Info("M014", "DepsStartPackageInstall", line)
        );
        return ExitCode.Success;
    }
}
