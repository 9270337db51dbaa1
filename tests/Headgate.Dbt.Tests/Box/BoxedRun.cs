using System.Security.Cryptography;
using DuckDB.NET.Data;
using Headgate.Dbt.Commands;

namespace Headgate.Dbt.Tests.Box;

/// <summary>
/// The standing data of the family BOX: a server's data folder with a canary in whatever a run must not reach, and the folder of run 500 in
/// which calls of the engine are made as the platform makes them. The process layer is absent: what is stopped, the engine stops alone.
/// </summary>
internal sealed class BoxedRun : IDisposable
{
    private static readonly Lazy<(byte[] Payroll, byte[] Sales)> Warehouses = new(() =>
        (
            Database($"create schema payroll; create table payroll.payroll.salaries as select '{Canary}' as salary", "payroll"),
            Database("create table orders as select 1 as id", "sales")
        )
    );

    private readonly Dictionary<string, string> _guarded;

    public BoxedRun(bool boxed = true)
    {
        Data = Directory.CreateTempSubdirectory("headgate-box-").FullName;
        Root = Path.Combine(Data, "runs", "500");
        Write("bootstrap.json", $"{{\"token\": \"{Canary}\"}}");
        Write("keys/tokens.key", Canary);
        Write("journal/0001.jsonl", Canary);
        Write("headgate.db", Canary);
        Write("artifacts/6000/manifest.json", $"{{\"{Canary}\": 1}}");
        Write("runs/5001/repository/models/other.sql", $"select '{Canary}' as a");
        Write("runs/5001/state/manifest.json", $"{{\"{Canary}\": 1}}");
        Directory.CreateDirectory(Path.Combine(Data, "warehouse"));
        File.WriteAllBytes(Path.Combine(Data, "warehouse", "payroll.duckdb"), Warehouses.Value.Payroll);
        File.WriteAllBytes(Warehouse, Warehouses.Value.Sales);
        Write("runs/500/profiles/profiles.yml", Profile());
        Project("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: p\n");
        Project("models/fine.sql", "select 1 as a");
        Variables = new() { ["DBT_PROFILES_DIR"] = Path.Combine(Root, "profiles"), ["HOME"] = Data };
        if (boxed)
        {
            Variables["HEADGATE_BOX"] = "1";
            Variables["HEADGATE_BOX_ROOT"] = Root;
            Variables["HEADGATE_BOX_PATHS"] = Warehouse;
        }
        _guarded = Guarded();
    }

    /// <summary>The server's data folder.</summary>
    public string Data { get; }

    /// <summary>The run's folder.</summary>
    public string Root { get; }

    /// <summary>What must not be read.</summary>
    public static string Canary { get; } = "canary" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The run's own warehouse.</summary>
    public string Warehouse => Path.Combine(Data, "warehouse", "sales.duckdb");

    /// <summary>The environment of a call.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>The project's folder.</summary>
    public string Repository => Path.Combine(Root, "repository");

    /// <summary>Writes a file of the data folder.</summary>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Data, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Writes a file of the project.</summary>
    public void Project(string path, string text) => Write(Path.Combine("runs/500/repository", path), text);

    /// <summary>Writes the platform's profile with further keys of its output, as JSON without braces.</summary>
    public void Profiled(string keys) => Write("runs/500/profiles/profiles.yml", Profile(", " + keys));

    /// <summary>Executes SQL on the run's warehouse by hand, outside any box.</summary>
    public void Poison(string sql) => Execute(Warehouse, Placed(sql));

    /// <summary>Reads the warehouse's files as another process finds them; the engine of this one may still hold them.</summary>
    public string Reopened(string sql)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Warehouse)!, "sales.duckdb*"))
        {
            File.Copy(file, Path.Combine(Root, Path.GetFileName(file)), overwrite: true);
        }
        using var connection = new DuckDBConnection("Data Source=" + Path.Combine(Root, "sales.duckdb"));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>Makes a call in the project's folder.</summary>
    public async Task<(int Code, string Output)> DbtAsync(params string[] words)
    {
        using var output = new StringWriter();
        var process = new DbtProcess(output, output, Variables, Repository, TimeProvider.System);
        var code = await DbtCommandLine.RunAsync(["--no-use-colors", .. words], process, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    /// <summary>Executes SQL in one of the ways that a project has.</summary>
    /// <param name="way">show, model, hook or run-operation.</param>
    /// <param name="sql">The SQL, with DATA and RUN for the two folders.</param>
    public Task<(int Code, string Output)> ExecuteAsync(string way, string sql)
    {
        var text = Placed(sql).Replace("\"", "\\\"", StringComparison.Ordinal);
        var run =
            $$$"""{% set found = run_query("{{{text}}}") %}{% if execute and found %}{{ log(found.rows | list, info=True) }}{% endif %}""";
        switch (way)
        {
            case "show":
                return DbtAsync("show", "--inline", run + " select 1 as a");
            case "model":
                Project("models/attack.sql", run + " select 1 as a");
                return DbtAsync("run", "--select", "attack");
            case "hook":
                Project("dbt_project.yml", $"name: shop\nversion: '1.0'\nprofile: p\non-run-start: ['{{{{ attack() }}}}']\n");
                Project("macros/attack.sql", $"{{% macro attack() %}}{run}{{% endmacro %}}");
                return DbtAsync("run", "--select", "fine");
            default:
                Project("macros/attack.sql", $"{{% macro attack() %}}{run}{{% endmacro %}}");
                return DbtAsync("run-operation", "attack");
        }
    }

    /// <summary>The text with the two folders in place of DATA and RUN.</summary>
    public string Placed(string text) =>
        text.Replace("DATA", Data, StringComparison.Ordinal).Replace("RUN", Root, StringComparison.Ordinal);

    /// <summary>No canary is in what the call said or left, and nothing outside the run has changed or come.</summary>
    public void ShouldBeSealed(string output)
    {
        output.ShouldNotContain(Canary);
        foreach (var file in Own(Root).Where(file => !IsHardLink(file)))
        {
            File.ReadAllText(file).ShouldNotContain(Canary, customMessage: file);
        }
        File.ReadAllText(Warehouse).ShouldNotContain(Canary);
        Guarded().OrderBy(f => f.Key).ShouldBe(_guarded.OrderBy(f => f.Key));
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);

    /// <summary>Files below a folder, but no links.</summary>
    private static IEnumerable<string> Own(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(IsNoLink).SelectMany(Own)).Where(IsNoLink);

    private static bool IsNoLink(string path) => new FileInfo(path).LinkTarget is null;

    private static byte[] Database(string sql, string name)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-box-").FullName;
        var file = Path.Combine(folder, name + ".duckdb");
        Execute(file, sql);
        var bytes = File.ReadAllBytes(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new DuckDBConnection("Data Source=" + file);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private string Profile(string keys = "") =>
        $"{{\"p\": {{\"target\": \"t\", \"outputs\": {{\"t\": {{\"type\": \"duckdb\", \"schema\": \"main\", \"path\": \"{Data}/warehouse/sales.duckdb\"{keys}}}}}}}}}";

    private static bool IsHardLink(string path) => Path.GetFileName(path).StartsWith("hard", StringComparison.Ordinal);

    /// <summary>Digests of all files outside the run and its warehouse.</summary>
    private Dictionary<string, string> Guarded() =>
        Own(Data)
            .Where(f =>
                !f.StartsWith(Root + "/", StringComparison.Ordinal) && Path.GetFileName(f) is not ("sales.duckdb" or "sales.duckdb.wal")
            )
            .ToDictionary(f => Path.GetRelativePath(Data, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
}
