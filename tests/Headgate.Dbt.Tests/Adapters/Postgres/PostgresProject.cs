using Headgate.Dbt.Tests.Commands;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

/// <summary>A project in a folder, with a database of its own.</summary>
internal sealed class PostgresProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-pg-").FullName;

    public PostgresProject()
    {
        Write("dbt_project.yml", "name: t\nversion: '1.0'\nprofile: t\n");
        Write("profiles.yml", Database.Profiles);
    }

    public PostgresDatabase Database { get; } = new();

    public void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(_folder, line);

    /// <summary>A call that must succeed; gives what it printed.</summary>
    public async Task<string> DoneAsync(string line)
    {
        var call = await DbtAsync(line);
        call.ExitCode.ShouldBe(0, call.Output + call.Errors);
        return call.Output;
    }

    public object? Ask(string sql) => Database.Ask(sql);

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
