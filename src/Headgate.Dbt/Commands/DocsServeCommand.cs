using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution.Docs;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt docs serve</c>: shows the documentation in a browser until it is interrupted. The page works from its file alone, too.</summary>
internal static class DocsServeCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "docs serve",
            Summary = "Serve the documentation that 'docs generate' has written.",
            Options =
            [
                CommandOptions.Browser,
                CommandOptions.Host,
                CommandOptions.Port,
                CommandOptions.ProfilesDirAnywhere,
                CommandOptions.ProjectDir,
                CommandOptions.TargetPath,
                CommandOptions.Vars,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        if (invocation.Process.Box is not null)
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"{Confinement.Box.CommandRefuses}: dbt docs serve would never end. Use dbt docs generate; its index.html is among the run's artifacts."
            );
        }
        var settings = invocation.ToSettings();
        var root = Invocation.Loader.LoadRoot(settings, invocation.Warnings);
        var folder = Path.GetFullPath(Path.Combine(root.Folder, settings.TargetPath ?? root.TargetPath));
        var page = Path.Combine(folder, DocsServer.Page);
        if (!File.Exists(page))
        {
            throw new DbtException(DbtErrorKind.Runtime, $"There is no documentation at {page}. Run dbt docs generate first.");
        }
        var host = invocation.Options.Get(CommandOptions.Host) ?? "127.0.0.1";
        var port = invocation.Options.Get(CommandOptions.Port) ?? 8080;
        using var server = DocsServer.Start(folder, host, port);
        invocation.Log.Info("Z055", "ServingDocsPort", $"Serving docs at {server.Address}");
        invocation.Log.Info("Z056", "ServingDocsAccessInfo", $"To access from your browser, navigate to: {server.Address}");
        invocation.Log.Blank();
        invocation.Log.Info("Z057", "ServingDocsExitInfo", "Press Ctrl+C to exit.");
        if (invocation.Options.Get(CommandOptions.Browser))
        {
            DocsServer.Open(server.Address);
        }
        await server.ServeAsync(cancellation);
        return ExitCode.Success;
    }
}
