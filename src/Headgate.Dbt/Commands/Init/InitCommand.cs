using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Project;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands.Init;

/// <summary><c>dbt init</c>: makes a new project with a profile; inside a project, the profile alone.</summary>
internal static class InitCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "init",
            Summary = "Make a new project with a profile for its database.",
            Argument = "[PROJECT_NAME]",
            ArgumentIsOptional = true,
            Options = [CommandOptions.ProfilesDirAnywhere, CommandOptions.ProjectDir, CommandOptions.SkipProfileSetup, CommandOptions.Vars],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        if (invocation.Process.Box is not null)
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"{Confinement.Box.CommandRefuses}: dbt init asks questions, and nobody is there to answer in a run."
            );
        }
        return Task.FromResult(Run(invocation, new Questions(invocation.Process.Input, invocation.Process.Output)));
    }

    private static ExitCode Run(Invocation invocation, Questions questions)
    {
        var profiles = Path.Combine(ProfilesFolder(invocation), ProfileSetup.FileName);
        var asked = invocation.Options.Get(GlobalOptions.Profile);
        var skips = invocation.Options.Get(CommandOptions.SkipProfileSetup);
        if (ProjectFolder.HasProject(invocation.ProjectDirectory))
        {
            if (asked is not null)
            {
                throw Wrong("Can not init existing project with specified profile, edit dbt_project.yml instead");
            }
            var known = ProjectFile.ReadRaw(invocation.ProjectDirectory, invocation.Warnings).GetValueOrDefault("profile") as string;
            if (!skips)
            {
                ProfileSetup.Run(
                    invocation.Log,
                    questions,
                    profiles,
                    known ?? throw Wrong("dbt_project.yml names no profile. Add one first.")
                );
            }
            return ExitCode.Success;
        }
        if (asked is not null && !ProfileSetup.Has(profiles, asked))
        {
            throw Wrong($"Could not find profile named '{asked}' in {profiles}.");
        }
        var name = StarterProject.NameOf(invocation.Call.Argument, questions);
        var folder = Path.Combine(invocation.Process.WorkingDirectory, name);
        if (Directory.Exists(folder))
        {
            invocation.Log.Info("A025", "ProjectNameAlreadyExists", $"A project called {name} already exists here.");
            return ExitCode.Success;
        }
        StarterProject.Write(folder, name, asked ?? name);
        invocation.Log.Info(
            "A026",
            "ProjectCreated",
            $"Your new dbt project \"{name}\" was created!\nGo on with: cd {name} && dbt debug && dbt build"
        );
        if (asked is null && !skips)
        {
            ProfileSetup.Run(invocation.Log, questions, profiles, name);
        }
        return ExitCode.Success;
    }

    /// <summary>The folder that the call names, the working folder where it has the file, else the user's.</summary>
    private static string ProfilesFolder(Invocation invocation)
    {
        var process = invocation.Process;
        if (invocation.Options.Get(CommandOptions.ProfilesDirAnywhere) is { } named)
        {
            return Path.GetFullPath(named, process.WorkingDirectory);
        }
        return File.Exists(Path.Combine(process.WorkingDirectory, ProfileSetup.FileName))
            ? process.WorkingDirectory
            : Path.Combine(process.EnvironmentVariables.GetValueOrDefault("HOME") ?? process.WorkingDirectory, ".dbt");
    }

    private static DbtException Wrong(string message) => new(DbtErrorKind.Runtime, message);
}
