using System.Globalization;
using System.Runtime.InteropServices;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Project;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt debug</c>: says what the engine found of a project, its profile and its database.</summary>
internal static class DebugCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "debug",
            Summary = "Say what was found of the project and its profile, and test the connection.",
            Options =
            [
                CommandOptions.Connection,
                CommandOptions.ConfigDir,
                CommandOptions.ProfilesDirAnywhere,
                CommandOptions.ProjectDir,
                CommandOptions.Vars,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        Task.FromResult(Run(invocation, cancellation));

    private static ExitCode Run(Invocation invocation, CancellationToken cancellation)
    {
        var settings = invocation.ToSettings();
        if (invocation.Options.Get(CommandOptions.ConfigDir))
        {
            Tell(invocation, "To view your profiles.yml file, look in " + (settings.ProfilesDir ?? settings.ProjectDir));
            return ExitCode.Success;
        }
        Tell(invocation, $"dbt version: {DbtVersion.Compatible} (Headgate {VersionText.Headgate})");
        Tell(invocation, $"os info: {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}");
        var profiles = ProfileFile.Folder(settings);
        Tell(invocation, "Using profiles dir at " + profiles);
        Tell(invocation, "Using profiles.yml file at " + Path.Combine(profiles, "profiles.yml"));
        Tell(invocation, "Using dbt_project.yml file at " + Path.Combine(settings.ProjectDir, "dbt_project.yml"));
        LoadedProject project;
        try
        {
            project = invocation.LoadProject();
        }
        catch (DbtException failure)
        {
            Tell(invocation, $"Configuration:\n  [{Paint.Red("ERROR invalid")}]");
            Tell(invocation, $"{Paint.Red("1 check failed:")}\n{failure.Text}");
            return ExitCode.Failure;
        }
        Tell(invocation, "adapter type: " + project.Target.Type);
        Tell(invocation, "adapter version: " + VersionText.Headgate);
        if (invocation.Options.Get(CommandOptions.Connection))
        {
            Tell(invocation, "Skipping steps before connection verification");
            return TestConnection(invocation, project, cancellation);
        }
        Tell(
            invocation,
            $"Configuration:\n  profiles.yml file [{Paint.Green("OK found and valid")}]\n  dbt_project.yml file [{Paint.Green("OK found and valid")}]"
        );
        return TestConnection(invocation, project, cancellation);
    }

    private static ExitCode TestConnection(Invocation invocation, LoadedProject project, CancellationToken cancellation)
    {
        string? warning;
        try
        {
            using var adapter = AdapterFactory.Create(
                project.Target.Type,
                project.Target.Output,
                project.Root.Folder,
                project.Settings.Box
            );
            Tell(invocation, "Connection:\n" + string.Join('\n', adapter.Credentials.Public.Select(f => $"  {f.Key}: {Shown(f.Value)}")));
            using var connection = adapter.Open("debug");
            connection.Execute("select 1 as id", fetch: true, null, null, cancellation);
            warning = AdapterDeclarations.Find(project.Target.Type)?.Rights?.WarningFor(connection, cancellation);
        }
        catch (DatabaseException refused)
        {
            Tell(invocation, $"  Connection test: [{Paint.Red("ERROR")}]\n");
            Tell(
                invocation,
                $"{Paint.Red("1 check failed:")}\ndbt was unable to connect to the specified database.\nThe database returned the following error:\n\n  >Database Error\n  {refused.Message.Replace("\n", "\n  ", StringComparison.Ordinal)}\n\nCheck your database credentials and try again. For more information, visit:\nhttps://docs.getdbt.com/docs/configure-your-profile\n"
            );
            return ExitCode.Failure;
        }
        Tell(invocation, $"  Connection test: [{Paint.Green("OK connection ok")}]\n");
        if (warning is not null)
        {
            invocation.Log.Tell(new(EventLevel.Warn, "Z047", "DebugCmdOut", $"{Paint.Yellow("WARNING")}: {warning}"));
        }
        Tell(invocation, Paint.Green("All checks passed!"));
        return ExitCode.Success;
    }

    private static string Shown(object? value) =>
        value switch
        {
            null => "None",
            true => "True",
            false => "False",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static void Tell(Invocation invocation, string text) => invocation.Log.Info("Z047", "DebugCmdOut", text);
}
