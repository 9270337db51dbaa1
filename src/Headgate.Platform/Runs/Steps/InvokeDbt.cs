using System.ComponentModel;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>A step that is a command of dbt: dbt's own command line in a child process.</summary>
internal static class InvokeDbt
{
    public static string NameOf(string command) => $"Invoke dbt with `{command}`";

    public static async Task<StepOutcome> RunAsync(
        StepContext step,
        PlannedCommand planned,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation
    )
    {
        var command = planned.Text;
        if (CommandWords.Split(command) is not { Count: > 1 } words || words[0] != "dbt")
        {
            return StepOutcome.Error($"`{command}` is no command of dbt: it must begin with \"dbt \" and close its quotes.");
        }
        var (program, first) = DbtProgram.For(step.Plan.Run, step.Settings);
        var arguments = first.Concat(words.Skip(1)).ToList();
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["DBT_LOG_PATH"] = step.Box.Inner(step.Folders.DebugLog(step.Step.Index)),
        };
        var embedded = DbtProgram.IsEmbedded(step.Plan.Run, step.Settings);
        var installs = words[1] == "deps";
        if (installs)
        {
            // Fetching packages reads no profile, and the project says from where they come: what the profile needs is not there to be sent.
            foreach (var name in variables.Keys.Where(name => name.StartsWith(ProfileSecrets.Prefix, StringComparison.Ordinal)).ToList())
            {
                variables.Remove(name);
            }
        }
        var access = new BoxAccess { Warehouse = WarehouseUse.Of(command), Egress = RunEgress.Of(step, installs) };
        Directory.CreateDirectory(step.Folders.DebugLog(step.Step.Index));
        try
        {
            var code = await step.RunAsync(
                new(program, arguments, step.ProjectFolder, variables) { OwnWords = embedded ? first.Count : null },
                access,
                cancellation
            );
            return code switch
            {
                0 => StepOutcome.Success,
                126 or 127 => new(RunStatus.Error, code, $"The dbt program {program} cannot be started. Check the server's settings."),
                _ => new(RunStatus.Error, code, $"{NameOf(command)} failed with exit code {code}."),
            };
        }
        catch (Win32Exception)
        {
            return StepOutcome.Error($"The dbt program {program} cannot be started. Check the server's settings.");
        }
    }
}
