using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>A dbt project in a folder of its own, and the local MCP server on it.</summary>
internal sealed class LocalProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LocalProject() { }

    /// <summary>Its folder.</summary>
    public string Folder => Path.Combine(_folder.Path, "project");

    /// <summary>A folder beside it.</summary>
    public string Beside => Path.Combine(_folder.Path, "beside");

    /// <summary>Whether any command has left something.</summary>
    public bool IsUntouched => !Directory.Exists(Path.Combine(Folder, "target")) && Directory.GetFiles(Folder, "*.duckdb").Length == 0;

    /// <summary>A copy of the sample.</summary>
    public static LocalProject Shop()
    {
        var project = new LocalProject();
        var sample = Repository.PathOf("samples", "orchard-shop");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(sample, file);
            if (path.Split('/')[0] is not ("target" or "logs") && !path.Contains(".duckdb", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(project.Folder, path))!);
                File.Copy(file, Path.Combine(project.Folder, path));
            }
        }
        return project;
    }

    /// <summary>A project of some models.</summary>
    public static LocalProject Of(params (string Name, string Sql)[] models)
    {
        var project = new LocalProject();
        project.Write("dbt_project.yml", "name: small\nversion: '1.0'\nprofile: small\n");
        project.Write(
            "profiles.yml",
            "small:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: small.duckdb, schema: main, threads: 1}\n"
        );
        foreach (var (name, sql) in models)
        {
            project.Write($"models/{name}.sql", sql);
        }
        return project;
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Starts the server on it.</summary>
    public Task<LocalMcp> StartAsync(IReadOnlyDictionary<string, string?>? variables = null, string? version = null) =>
        LocalMcp.StartAsync(
            ProductProgram.Path,
            ProductProgram.DotnetRoot,
            Folder,
            TestContext.Current.CancellationToken,
            variables,
            version: version
        );

    /// <summary>The processes that work on it: each dbt command is told its folder.</summary>
    public IReadOnlyList<int> Processes() =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
                .Where(id => id > 0 && CommandLine(id).Contains(Folder, StringComparison.Ordinal)),
        ];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
