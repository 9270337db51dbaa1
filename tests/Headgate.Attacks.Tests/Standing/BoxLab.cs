using System.Diagnostics;
using System.Security.Cryptography;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Box.Egress;
using Headgate.Platform.Runs.Keeping;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Standing;

/// <summary>
/// A server whose runs call a probe in place of dbt: a Python program that attacks the process layer alone, all others being out of play. Canaries lie where a
/// run must not come; each begins with <see cref="Mark"/>, so that a probe can look for them without knowing them. Where that is harmless, the same probe runs
/// without a box too and must succeed, so that a case cannot pass because its attack never worked.
/// </summary>
internal sealed class BoxLab : IAsyncDisposable
{
    public const string Mark = "canary-of-the-box-";

    /// <summary>The value of the project's secret variable, which its runs have in their environment.</summary>
    public const string Secret = "a-secret-of-the-project";

    /// <summary>Reads what it can of a path, be it file or folder, and prints the lines with a canary.</summary>
    private const string Prelude = """
        import os, sys, socket, subprocess, signal, time, ctypes
        mark = b'canary-of-' + b'the-box-'
        DATA, WORK = sys.argv[-1], os.getcwd()
        def look(path):
            try:
                with open(path, 'rb') as file:
                    found = file.read(1 << 22)
                print('read', path, flush=True)
                for line in found.replace(b'\0', b'\n').split(b'\n'):
                    if mark in line: print('FOUND', line.decode('latin1'), flush=True)
            except OSError as e:
                print('no', path, e.strerror, flush=True)
        def walk(top):
            for folder, folders, files in os.walk(top):
                for name in files: look(os.path.join(folder, name))
        def write(path):
            try:
                with open(path, 'w') as file: file.write('written by the run')
                print('WROTE', path, flush=True)
            except OSError as e:
                print('no', path, e.strerror, flush=True)
        if 'DBT_PROBE_BESIDE' in os.environ: print('stands beside', flush=True); time.sleep(600)

        """;

    /// <summary>The product's own program; a test's program has no relay.</summary>
    private static readonly string Program = ProductProgram.Path;

    private readonly RunLab _lab;
    private readonly long _connectionId;

    private BoxLab(RunLab lab, TestProject project) => (_lab, Project, _connectionId) = (lab, project, project.ConnectionId);

    public HeadgateServer Server => _lab.Server;

    public TestProject Project { get; }

    public string Data => Server.DataFolder;

    /// <summary>The folder that the project is copied from.</summary>
    public string Repository => _lab.Folder;

    /// <summary>The canaries, by what they lie in.</summary>
    public List<string> Canaries { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts with a probe. Its code is called once for each command of dbt with the words after "dbt", and the data folder as the last.</summary>
    /// <param name="probe">The code.</param>
    /// <param name="box">Changes what the operator says of the box.</param>
    /// <param name="cloneTimeout">How long git may take.</param>
    /// <param name="at">The commands of dbt, parted by blanks, at which it is called; others do nothing.</param>
    public static async Task<BoxLab> StartAsync(
        string probe,
        Func<BoxSettings, BoxSettings>? box = null,
        string at = "build",
        TimeSpan? cloneTimeout = null
    )
    {
        var code = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Prelude + probe));
        var lab = await RunLab.StartAsync(
            $"mkdir -p target; case \" {at} \" in *\" $1 \"*) ;; *) exit 0;; esac\necho {code} | base64 -d >/tmp/probe.$$\nexec python3 /tmp/probe.$$ \"$@\" \"$DBT_PROBE_DATA\"\n",
            settings => (box?.Invoke(settings) ?? settings) with { Relay = [Program, EgressRelay.Command] },
            cloneTimeout
        );
        var made = new BoxLab(lab, await lab.AddProjectAsync("Probing", secret: Secret));
        await made.PlantAsync();
        return made;
    }

    /// <summary>Makes a file with a canary; gives its path.</summary>
    public string Plant(params string[] path)
    {
        var file = Path.Combine([Data, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Canaries.Add(Mark + RandomNumberGenerator.GetHexString(24, lowercase: true));
        File.WriteAllText(file, Canaries[^1] + "\n");
        return file;
    }

    /// <summary>Runs the probe; gives its run and everything in its logs.</summary>
    public async Task<(Run Run, string Log)> RunAsync()
    {
        var id = (await _lab.TriggerAsync(Project))!.Value;
        var run = (await _lab.EndedAsync(Project)).Single(run => run.Id == id);
        return (run, await LogAsync(id));
    }

    public async Task<long> TriggerAsync(string? commit = null) => (await _lab.TriggerAsync(Project, commit))!.Value;

    public Task<long?> TryTriggerAsync(string commit) => _lab.TriggerAsync(Project, commit);

    public async Task<Run> EndedAsync(long id) => (await _lab.EndedAsync(Project)).Single(run => run.Id == id);

    public async Task<string> LogAsync(long id)
    {
        var text = "";
        var folder = Path.Combine(Server.Services.GetRequiredService<StoreSettings>().LogsFolder, id.ToString());
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log*") : [];
        foreach (var log in files.Select(file => file[..(file.IndexOf(".log", StringComparison.Ordinal) + 4)]).Distinct())
        {
            await using var stream = RunLogFolder.Open(log);
            using var reader = new StreamReader(stream ?? Stream.Null);
            text += await reader.ReadToEndAsync(Cancellation);
        }
        return text;
    }

    /// <summary>Starts a run of another project that does nothing but stand beside the one under test; gives its id once it works.</summary>
    public async Task<long> BesideAsync()
    {
        var beside = await _lab.AddProjectAsync("Beside");
        await ChangeAsync(async db =>
        {
            (await db.Connections.SingleAsync(row => row.Id == beside.ConnectionId, Cancellation)).Config =
                """{"path":"warehouse/beside.duckdb"}""";
            db.Add(
                new EnvironmentVariable
                {
                    AccountId = Server.AccountId,
                    ProjectId = beside.Id,
                    Name = "DBT_PROBE_BESIDE",
                    RawValue = "1",
                }
            );
        });
        var id = (await _lab.TriggerAsync(beside))!.Value;
        await Until.HoldsAsync(
            async () => (await LogAsync(id)).Contains("stands beside", StringComparison.Ordinal),
            "the run beside works",
            Cancellation
        );
        return id;
    }

    /// <summary>The run beside works as before, and ends only because it is cancelled now.</summary>
    public async Task ShouldStandAsync(long beside)
    {
        await using (var db = await Server.DatabaseAsync())
        {
            (await db.Runs.SingleAsync(run => run.Id == beside, Cancellation)).Status.ShouldBe(RunStatus.Running);
        }
        await Server.Admin.PostAsync($"{Server.V2}runs/{beside}/cancel/", null, Cancellation);
        await Until.HoldsAsync(
            async () =>
            {
                await using var db = await Server.DatabaseAsync();
                return (await db.Runs.SingleAsync(run => run.Id == beside, Cancellation)).Status == RunStatus.Cancelled;
            },
            "the run beside ends when it is cancelled",
            Cancellation
        );
    }

    /// <summary>Changes what the run is made of.</summary>
    public async Task ChangeAsync(Func<HeadgateDb, Task> change)
    {
        await using var db = await Server.DatabaseAsync();
        await change(db);
        await db.SaveChangesAsync(Cancellation);
    }

    public Task WarehouseAsync(string path) =>
        ChangeAsync(async db =>
            (await db.Connections.SingleAsync(row => row.Id == _connectionId, Cancellation)).Config = $$"""{"path":"{{path}}"}"""
        );

    public Task VariableAsync(string name, string value) =>
        ChangeAsync(db =>
        {
            db.Add(
                new EnvironmentVariable
                {
                    AccountId = Server.AccountId,
                    ProjectId = Project.Id,
                    Name = name,
                    RawValue = value,
                }
            );
            return Task.CompletedTask;
        });

    public Task CloneFromAsync(string url) =>
        ChangeAsync(async db =>
        {
            var repository = await db.Repositories.SingleAsync(row => row.Id == Project.RepositoryId, Cancellation);
            (repository.RemoteUrl, repository.RemoteBackend) = (url, "manual_config");
        });

    /// <summary>The names of artifacts of a run.</summary>
    public async Task<List<string>> ArtifactsAsync(long id)
    {
        await using var db = await Server.DatabaseAsync();
        return await db
            .Artifacts.Where(row => row.RunId == id)
            .Select(row => row.Path)
            .Distinct()
            .OrderBy(path => path)
            .ToListAsync(Cancellation);
    }

    /// <summary>No canary is in the logs, in the artifacts, or in what the run left in its warehouse.</summary>
    public void ShouldHaveKept(string log)
    {
        foreach (var canary in Canaries)
        {
            log.ShouldNotContain(canary);
            foreach (var file in Directory.GetFiles(Path.Combine(Data, "artifacts"), "*", SearchOption.AllDirectories))
            {
                File.ReadAllText(file).ShouldNotContain(canary, customMessage: file);
            }
        }
    }

    /// <summary>What the server keeps that neither it nor a run changes, by content; the journal's anchor is the server's to write, and signed.</summary>
    public List<string> Hashes() =>
        [
            .. new[] { "keys", "warehouse", "runs/5001", "logs/6000", "bootstrap.json", "journal/canary.txt" }
                .Select(path => Path.Combine(Data, path))
                .SelectMany(path => File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories))
                .Where(file => Path.GetFileName(file) != "journal.anchor")
                .Order()
                .Select(file => file + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        ];

    public static async Task ShellAsync(string command)
    {
        using var process = Process.Start("/bin/sh", ["-c", command]);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    private async Task PlantAsync()
    {
        Plant("bootstrap.json");
        Plant("keys", "tokens.canary");
        Plant("journal", "canary.txt");
        Plant("logs", "6000", "1.log");
        Plant("runs", "5001", "repository", "model.sql");
        Plant("runs", "5001", "state", "manifest.json");
        Plant("warehouse", "payroll.duckdb");
        Directory.CreateDirectory(Path.Combine(Data, "artifacts"));
        await VariableAsync("DBT_PROBE_DATA", Data);
    }
}
