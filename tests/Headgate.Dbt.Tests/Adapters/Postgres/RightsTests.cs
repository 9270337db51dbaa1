using Headgate.Dbt.Commands;
using Headgate.Dbt.Reading;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

/// <summary>PostgreSQL as a way out of the box: what a user may do there, a project may do too.</summary>
public sealed class RightsTests
{
    private const string Words = "may read files and start programs on the database's own machine";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-13")]
    [Theory]
    [InlineData("copy t from program 'id'")]
    [InlineData("copy t to program 'cat'")]
    [InlineData("copy t from '/etc/passwd'")]
    [InlineData("copy t to '/tmp/headgate-of-a-project'")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("select pg_ls_dir('/')")]
    [InlineData("select lo_import('/etc/passwd')")]
    [InlineData("create extension file_fdw")]
    [InlineData("create extension dblink")]
    public async Task The_database_refuses_an_ordinary_user_and_says_so(string sql)
    {
        using var database = new PostgresDatabase();
        using var user = new PostgresUser(database);
        using var project = new PostgresProject(user.Profiles);
        database.Ask($"create table t (a text); grant all on t to {user.Name}; grant all on schema public to {user.Name}");

        var (code, output) = await project.DbtAsync("show", "--inline", "{% do run_query(\"" + sql + "\") %} select 1 as a");

        code.ShouldBeOneOf(1, 2);
        // The words of PostgreSQL before 16, and since.
        output.ShouldMatch("permission denied|must be superuser or have privileges of the pg_");
        output.ShouldNotContain("root:");
    }

    [Attack("BOX-13")]
    [Theory]
    [InlineData("", false)]
    [InlineData("superuser", true)]
    [InlineData("in role pg_read_server_files", true)]
    [InlineData("in role pg_execute_server_program", true)]
    [InlineData("createdb createrole", false)]
    public async Task A_user_who_reaches_beyond_the_database_is_warned_of_when_the_connection_is_tested(string rights, bool isWarned)
    {
        using var database = new PostgresDatabase();
        using var user = new PostgresUser(database, rights);
        using var project = new PostgresProject(user.Profiles);

        var (code, output) = await project.DbtAsync("debug");

        code.ShouldBe(0, output);
        output.Contains(Words, StringComparison.Ordinal).ShouldBe(isWarned, output);
        using var folder = new TemporaryFolder();
        using var reader = WarehouseReader.Of(user.Output, folder.Path, null);
        (reader.WarningOfRights(Cancellation)?.Contains(Words, StringComparison.Ordinal) ?? false).ShouldBe(isWarned);
    }

    /// <summary>A user of the database besides the one that made it.</summary>
    private sealed class PostgresUser : IDisposable
    {
        private readonly PostgresDatabase _database;

        public PostgresUser(PostgresDatabase database, string rights = "")
        {
            _database = database;
            database.Ask($"create role {Name} login password 'pw' {rights}");
        }

        public string Name { get; } = $"user_{Guid.NewGuid():N}";

        public Dictionary<string, object?> Output
        {
            get
            {
                var output = _database.Output;
                (output["user"], output["password"], output["type"]) = (Name, "pw", "postgres");
                return output;
            }
        }

        public string Profiles =>
            $"p:\n  target: t\n  outputs:\n    t: {{{string.Join(", ", Output.Select(key => $"{key.Key}: '{key.Value}'"))}}}\n".Replace(
                $"port: '{Output["port"]}'",
                $"port: {Output["port"]}",
                StringComparison.Ordinal
            );

        public void Dispose() => _database.Ask($"drop owned by {Name}; drop role {Name}");
    }

    private sealed class PostgresProject : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public PostgresProject(string profiles)
        {
            File.WriteAllText(Path.Combine(_folder.Path, "dbt_project.yml"), "name: shop\nversion: '1.0'\nprofile: p\n");
            File.WriteAllText(Path.Combine(_folder.Path, "profiles.yml"), profiles);
        }

        public async Task<(int Code, string Output)> DbtAsync(params string[] words)
        {
            using var output = new StringWriter();
            var process = new DbtProcess(output, output, new Dictionary<string, string>(), _folder.Path, TimeProvider.System);
            var code = await DbtCommandLine.RunAsync(["--no-use-colors", .. words], process, Cancellation);
            return (code, output.ToString());
        }

        public void Dispose() => _folder.Dispose();
    }
}
