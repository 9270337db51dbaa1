using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Terminals;
using Headgate.Dbt.Session;
using Headgate.Operating;
using Headgate.Platform.Profiles;

namespace Headgate.Cli.Projects;

/// <summary>Brings a project of one's own to a server: reads it, lets runs use its folders, tests its warehouse, and makes all that a job needs.</summary>
/// <param name="api">The server.</param>
/// <param name="allow">
/// Lets runs use folders of this machine, and gives the settings file that says so from then on; null where the server is elsewhere.
/// </param>
/// <param name="terminal">Where to tell what is done.</param>
internal sealed class ProjectAdding(PlatformApi api, Func<JsonObject, CancellationToken, Task<JsonNode>>? allow, Terminal terminal)
{
    private const string InMemory = ":memory:";

    /// <summary>Adds the project.</summary>
    /// <exception cref="CommandFailure">Something stands in the way; then nothing is kept.</exception>
    public async Task<(MadeProject Made, string Job)> AddAsync(ProjectOptions options, CancellationToken cancellation)
    {
        var source = await ProjectSource.ReadAsync(options, terminal, cancellation);
        var facts = source.Facts;
        terminal.Line(
            $"Project {terminal.Painted(facts.Name, Paint.Bold)}: target {facts.Target}, {facts.Type}, schema {facts.Schema}, {facts.Threads} threads"
        );
        var name = options.Name ?? facts.Name;
        await CheckNameAsync(name, cancellation);
        var warehouse = Warehouse(source);
        TestConnection(source, warehouse, cancellation);
        await AllowAsync(source, warehouse, cancellation);
        var plan = new ProjectPlan
        {
            Name = name,
            RemoteUrl = source.Remote,
            Subdirectory = source.IsFolder ? null : options.Subdirectory,
            Branch = source.IsFolder ? null : options.Branch,
            Connection = $"{name} warehouse",
            Warehouse = warehouse,
            Schema = facts.Schema,
            Threads = facts.Threads,
            Target = facts.Target,
            Job = options.JobName ?? options.Steps[0],
            Steps = options.Steps,
            Cron = options.Cron,
        };
        return (await ProjectSetup.CreateAsync(api, plan, Made, cancellation), plan.Job);
    }

    private void Made(string kind, string what) => terminal.Line($"  {kind, -13} {what}");

    private async Task CheckNameAsync(string name, CancellationToken cancellation)
    {
        var same = (JsonArray)await api.GetAsync("v3", $"projects/?name={Uri.EscapeDataString(name)}", cancellation);
        if (same.Count > 0)
        {
            throw new CommandFailure(
                $"There is a project \"{name}\" already (project {same[0]!["id"]}): 'headgate job add' gives it another job, or name this one with --name."
            );
        }
    }

    /// <summary>The profile's target; the path of a file that is relative starts from the project's folder, or in git from the server's data.</summary>
    private ProfileTarget Warehouse(ProjectSource source)
    {
        var facts = source.Facts;
        var (target, local) = ProfileTarget.Of(facts.Type, facts.Output, facts.Schema, facts.Threads);
        if (target is null)
        {
            throw new CommandFailure(
                $"The target \"{facts.Target}\" names a file of this machine with {local}, and runs see none: leave {local} out, with the certificate in the system's own store of the server, or name another target with --target."
            );
        }
        if (target.IsServer)
        {
            return target;
        }
        var path = target.Config["path"]?.ToString() ?? InMemory;
        if (path == InMemory)
        {
            terminal.Error("The profile's database is in memory: what a run builds ends with each of its commands.");
        }
        else if (source.IsFolder)
        {
            path = Path.GetFullPath(path, facts.Folder);
        }
        else if (!Path.IsPathFullyQualified(path))
        {
            path = Path.Combine("warehouse", Path.GetFileName(path));
        }
        target.Config["path"] = path;
        return target;
    }

    private async Task AllowAsync(ProjectSource source, ProfileTarget target, CancellationToken cancellation)
    {
        if (!source.IsFolder)
        {
            return;
        }
        if (allow is null)
        {
            throw new CommandFailure(
                $"{source.Remote} is a folder of this machine, and {api.Url} is not known to be a server on it: name the server's data folder with --data, or give the address of a git repository."
            );
        }
        var warehouse =
            target.Config["path"]?.ToString() is { } path && Path.IsPathFullyQualified(path) ? Path.GetDirectoryName(path) : null;
        var answer = await allow(
            new JsonObject
            {
                ["act"] = OperatorActs.AllowFolder,
                ["repository"] = source.Remote,
                ["warehouse"] = warehouse,
            },
            cancellation
        );
        foreach (var added in (JsonArray)answer["added"]!)
        {
            terminal.Line($"  {"allowed", -13} {added!["folder"]}, written into {added["setting"]} of {answer["settings_file"]}");
        }
    }

    private void TestConnection(ProjectSource source, ProfileTarget target, CancellationToken cancellation)
    {
        if (target.IsServer)
        {
            TestServer(source.Facts, target, cancellation);
            return;
        }
        var path = target.Place;
        if (!source.IsFolder || path == InMemory)
        {
            return;
        }
        if (!File.Exists(path))
        {
            if (!Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new CommandFailure(
                    $"The warehouse {path} cannot be made: its folder does not exist. Make the folder, or change the profile."
                );
            }
            Made("warehouse", $"{path}, which the first run makes");
            return;
        }
        if (source.Facts.TestConnection(cancellation) is { } fault)
        {
            throw new CommandFailure($"The warehouse does not answer: {fault}");
        }
        Made("warehouse", $"{path} answers");
    }

    /// <summary>A server elsewhere may reach what this machine does not, so that its first run is the test.</summary>
    private void TestServer(ProjectFacts facts, ProfileTarget target, CancellationToken cancellation)
    {
        if (allow is null)
        {
            Made("warehouse", $"{target.Place}, which the first run asks: it was not tested from this machine");
            return;
        }
        if (facts.TestConnection(cancellation) is { } fault)
        {
            throw new CommandFailure(target.Masked($"The warehouse {target.Place} does not answer: {fault}"));
        }
        Made("warehouse", $"{target.Place} answers");
    }
}
