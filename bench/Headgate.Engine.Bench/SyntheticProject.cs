using System.Diagnostics;
using System.Globalization;

namespace Headgate.Engine.Bench;

/// <summary>A project of many views in chains of ten, a hundred to a folder, each with a description and a test, in a folder of its own.</summary>
internal sealed class SyntheticProject : IDisposable
{
    private const int InChain = 10;
    private const int InFolder = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-engine-bench-").FullName;
    private readonly int _models;
    private int _changes;

    public SyntheticProject(int models)
    {
        _models = models;
        Write("dbt_project.yml", "name: synth\nversion: '1.0'\nprofile: synth\nmodels:\n  synth:\n    +materialized: view\n");
        Write(
            "profiles.yml",
            "synth:\n  target: dev\n  outputs:\n    dev: {type: postgres, host: 127.0.0.1, port: 1, user: u, password: p, dbname: d, schema: s, threads: 4}\n"
        );
        for (var i = 0; i < models; i++)
        {
            Write($"models/{Folder(i)}/{Name(i)}.sql", Text(i));
        }
        for (var first = 0; first < models; first += InFolder)
        {
            var entries = Enumerable
                .Range(first, Math.Min(InFolder, models - first))
                .Select(i =>
                    $"  - name: {Name(i)}\n    description: Model {i}\n    columns:\n      - name: id\n        data_tests: [not_null]\n"
                );
            Write($"models/{Folder(first)}/models.yml", "models:\n" + string.Concat(entries));
        }
        // What changed within the last two seconds is compared by its contents, which is not what is measured.
        var settled = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, settled);
        }
    }

    /// <summary>Makes the next call parse everything.</summary>
    public void Forget()
    {
        var target = Path.Combine(_folder, "target");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
    }

    /// <summary>Changes the text of one model.</summary>
    public void Change() => Write($"models/{Folder(_models / 2)}/{Name(_models / 2)}.sql", Text(_models / 2) + $"-- {++_changes}\n");

    /// <summary>Runs a call in a process of its own; gives how long it took and how long its threads worked.</summary>
    public async Task<(TimeSpan Wall, TimeSpan Processor)> CallAsync(params string[] words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (string[])["dbt", "--quiet", .. words, "--profiles-dir", _folder])
        {
            start.ArgumentList.Add(word);
        }
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The engine does not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0
            ? (took, TimeSpan.FromMilliseconds(double.Parse(await errors, CultureInfo.InvariantCulture)))
            : throw new InvalidOperationException($"The call failed: {output}{await errors}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Text(int i) =>
        i % InChain == 0
            ? $"select {i} as id, 'm{i}' as name, 1.5 as amount\n"
            : $"select id + 1 as id, name, amount * 2 as amount\nfrom {{{{ ref('{Name(i - 1)}') }}}}\nwhere id is not null\n";

    private static string Name(int i) => "m" + i.ToString("000000", CultureInfo.InvariantCulture);

    private static string Folder(int i) => "d" + (i / InFolder).ToString("0000", CultureInfo.InvariantCulture);

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
