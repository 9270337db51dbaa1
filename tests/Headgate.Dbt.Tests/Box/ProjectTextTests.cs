using System.Net;
using System.Net.Sockets;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Texts of the project that become places or secrets: templates, names of nodes, packages, the manifest that is deferred to.</summary>
public sealed class ProjectTextTests
{
    [Attack("BOX-14")]
    [Theory]
    [InlineData("{{ target.password }}")]
    [InlineData("{{ target['password'] }}")]
    [InlineData("{{ tojson(target) }}")]
    [InlineData("{{ adapter.config.credentials.password }}")]
    [InlineData("{{ tojson(context) }}")]
    [InlineData("{{ env_var('DBT_ENV_SECRET_X') }}")]
    [InlineData("{{ env_var('DBT_ENV_SECRET_X') | reverse }}")]
    [InlineData("{{ env_var('HEADGATE_BOX_ROOT') }}")]
    [InlineData("{% include '/etc/passwd' %}")]
    [InlineData("{% import 'DATA/bootstrap.json' as b %}{{ b }}")]
    [InlineData("{% extends '../../../bootstrap.json' %}")]
    [InlineData("{{ load_file_contents('DATA/bootstrap.json') }}")]
    [InlineData("{{ modules.os.environ }}")]
    public async Task No_template_shows_a_secret(string template)
    {
        var text =
            $"{template}{{{{ log(\"{template.Replace("{{ ", "", StringComparison.Ordinal).Replace(" }}", "", StringComparison.Ordinal)}\", info=True) }}}}";
        using var run = new BoxedRun();
        run.Variables["DBT_ENV_SECRET_X"] = BoxedRun.Canary;
        run.Profiled("\"password\": \"{{ env_var('DBT_ENV_SECRET_X') }}\"");
        run.Project("models/nosy.sql", run.Placed(text) + " select 1 as a");
        run.Project(
            "models/nosy.yml",
            run.Placed("models: [{name: fine, description: \"" + template.Replace("\"", "'", StringComparison.Ordinal) + "\"}]")
        );

        var (_, output) = await run.DbtAsync("docs", "generate");

        output.ShouldNotContain(new string([.. BoxedRun.Canary.Reverse()]));
        output.ShouldNotContain("root:");
        output.ShouldNotContain("runs/500/profiles");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-14")]
    [Theory]
    [InlineData("models/nosy.yml", "models: [{name: fine, config: {meta: {m: \"TEMPLATE\"}}}]")]
    [InlineData(
        "models/nosy.yml",
        "models: [{name: fine, meta: {m: \"TEMPLATE\"}, columns: [{name: a, description: \"{{ doc('nosy') }}\"}]}]"
    )]
    [InlineData("models/nosy.md", "{% docs nosy %}TEMPLATE{% enddocs %}")]
    [InlineData("seeds/nosy.yml", "seeds: [{name: few, config: {column_types: {a: \"varchar default 'TEMPLATE'\"}}}]")]
    [InlineData("models/nosy.sql", "{{ exceptions.raise_compiler_error(EXPRESSION) }} select 1 as a")]
    [InlineData("models/nosy.sql", "{% do exceptions.warn(EXPRESSION) %} select 1 as a")]
    public async Task No_text_beside_the_SQL_shows_a_secret(string file, string text)
    {
        foreach (var expression in (string[])["target.password", "tojson(target)", "env_var('DBT_ENV_SECRET_X')"])
        {
            using var run = new BoxedRun();
            run.Variables["DBT_ENV_SECRET_X"] = BoxedRun.Canary;
            run.Profiled("\"password\": \"{{ env_var('DBT_ENV_SECRET_X') }}\"");
            run.Project("seeds/few.csv", "a\n1\n");
            run.Project("models/plain.md", "{% docs nosy %}{{ " + expression + " }}{% enddocs %}");
            if (file == "models/nosy.md")
            {
                File.Delete(Path.Combine(run.Repository, "models", "plain.md"));
                run.Project("models/nosy.yml", "models: [{name: fine, description: \"{{ doc('nosy') }}\"}]");
            }
            run.Project(
                file,
                text.Replace("TEMPLATE", "{{ " + expression + " }}", StringComparison.Ordinal)
                    .Replace("EXPRESSION", expression, StringComparison.Ordinal)
            );

            var (_, built) = await run.DbtAsync("build");
            var (_, output) = await run.DbtAsync("docs", "generate");

            run.ShouldBeSealed(built + output);
        }
    }

    [Attack("BOX-16")]
    [Theory]
    [InlineData("models: [{name: fine, columns: [{name: a, data_tests: [{not_null: {name: \"../../../../../../../../journal/x\"}}]}]}]")]
    [InlineData("unit_tests: [{name: \"../../../../../../../../journal/x\", model: fine, given: [], expect: {rows: [{a: 1}]}}]")]
    public async Task Names_of_nodes_are_no_way_out_of_the_target_folder(string properties)
    {
        using var run = new BoxedRun();
        run.Project("models/names.yml", properties);

        var (_, output) = await run.DbtAsync("build");

        run.ShouldBeSealed(output);
    }

    [Attack("BOX-27")]
    [Theory]
    [InlineData("local: ../../../keys")]
    [InlineData("local: /")]
    [InlineData("local: ../../5001/repository")]
    [InlineData("tarball: \"http://169.254.169.254/x\"\n    name: x")]
    [InlineData("git: \"ext::sh -c id\"")]
    [InlineData("tarball: \"file://DATA/bootstrap.json\"\n    name: x")]
    [InlineData("git: \"file:///etc\"\n    revision: --upload-pack=id")]
    [InlineData("git: \"file://DATA/keys\"")]
    [InlineData("git: \"https://127.0.0.1:PORT/x\"")]
    [InlineData("git: \"https://127.0.0.1:PORT/x\"\n    subdirectory: ../../..")]
    [InlineData("private: payroll/x\n    provider: github")]
    public async Task Packages_from_elsewhere_are_refused_before_any_connection(string entry)
    {
        using var run = new BoxedRun();
        run.Write("runs/5001/repository/dbt_project.yml", "name: other\nversion: '1.0'\n");
        File.Delete(Path.Combine(run.Data, "runs/5001/repository/dbt_project.yml"));
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var placed = run.Placed(entry).Replace("PORT", $"{((IPEndPoint)receiver.LocalEndpoint).Port}", StringComparison.Ordinal);
        run.Project("packages.yml", $"packages:\n  - {placed}\n");

        var (code, output) = await run.DbtAsync("deps");

        code.ShouldBe(2, output);
        receiver.Pending().ShouldBeFalse();
        Directory.Exists(Path.Combine(run.Repository, "dbt_packages")).ShouldBeFalse();
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-28")]
    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task A_package_whose_name_is_a_place_is_refused(string name)
    {
        using var run = new BoxedRun();
        run.Project("packages.yml", "packages:\n  - local: sub\n");
        run.Project("sub/dbt_project.yml", $"name: \"{name}\"\nversion: '1.0'\n");

        var (code, output) = await run.DbtAsync("deps");

        code.ShouldBe(2, output);
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-16")]
    [Fact]
    public async Task A_package_that_reads_elsewhere_is_refused()
    {
        using var run = new BoxedRun();
        run.Project("packages.yml", "packages:\n  - local: sub\n");
        run.Project("sub/dbt_project.yml", "name: sub\nversion: '1.0'\nmodel-paths: [../../../../5001/repository/models]\n");

        var (installed, said) = await run.DbtAsync("deps");
        var (code, output) = await run.DbtAsync("build");

        installed.ShouldBe(0, said);
        code.ShouldBe(2, output);
        output.ShouldContain("model-paths in dbt_project.yml of the project 'sub'");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-44")]
    [Theory]
    [InlineData(true, "\\\"main\\\".\\\"fine\\\"", "\\\"x\\\"; copy (select 1 as a) to 'DATA/y'; --")]
    [InlineData(
        true,
        "\"alias\":\"fine\"",
        "\"alias\":\"orders\\\"); copy (select 1 as a) to 'DATA/y'; create view z as (select * from main.\\\"orders\""
    )]
    [InlineData(
        false,
        "\"alias\":\"fine\"",
        "\"alias\":\"orders\\\"); copy (select 1 as a) to 'DATA/y'; create view z as (select * from main.\\\"orders\""
    )]
    [InlineData(true, "\"database\":\"sales\"", "\"database\":\"payroll\"")]
    public async Task What_is_deferred_to_brings_no_SQL(bool boxed, string part, string injection)
    {
        var stop = TestContext.Current.CancellationToken;
        using var run = new BoxedRun(boxed);
        await run.DbtAsync("parse");
        var text = await File.ReadAllTextAsync(Path.Combine(run.Repository, "target", "manifest.json"), stop);
        var injected = text.Replace(part, run.Placed(injection), StringComparison.Ordinal);
        injected.ShouldNotBe(text);
        run.Write("runs/500/state/manifest.json", injected);
        run.Project("models/second.sql", "select * from {{ ref('fine') }}");

        var (_, output) = await run.DbtAsync("run", "--select", "second", "--defer", "--favor-state", "--state", "../state");

        output.ShouldContain("ERROR=1");
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-12")]
    [Fact]
    public async Task Errors_of_the_database_name_places_as_the_run_sees_them()
    {
        using var run = new BoxedRun();

        var (_, beside) = await run.ExecuteAsync("run-operation", "attach 'sales.duckdb' as again");
        var (_, twice) = await run.ExecuteAsync("run-operation", "attach 'DATA/warehouse/sales.duckdb' as again");
        var (_, secret) = await run.ExecuteAsync("run-operation", "from which_secret('s3://x', 's3')");
        var (_, settings) = await run.ExecuteAsync("run-operation", "select value from duckdb_settings() where name = 'secret_directory'");

        foreach (var said in (string[])[beside, twice, secret])
        {
            Errors(said).ShouldNotContain(run.Data);
        }
        settings.ShouldNotContain("/root");
        settings.ShouldNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
    }

    [Attack("BOX-12")]
    [Theory]
    [InlineData("build")]
    [InlineData("docs generate")]
    [InlineData("debug")]
    [InlineData("show --inline FILES")]
    [InlineData("compile --log-level debug --log-format json")]
    public async Task No_log_and_no_artifact_names_the_servers_folders(string line)
    {
        using var run = new BoxedRun();
        run.Project(
            "models/path.sql",
            "select '{{ target.path }}' as p, '{{ tojson(target) }}' as t, '{{ tojson(invocation_args_dict) }}' as i"
        );
        var files = "select path, current_setting('temp_directory'), current_setting('allowed_directories') from duckdb_databases()";

        var (_, output) = await run.DbtAsync([.. line.Split(' ').Select(word => word == "FILES" ? files : word)]);

        output.ShouldNotContain(run.Data);
        foreach (var file in Directory.EnumerateFiles(run.Repository, "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain(run.Data, customMessage: file);
        }
    }

    private static string Errors(string output) =>
        string.Join('\n', output.Split('\n').SkipWhile(line => !line.Contains("Encountered an error", StringComparison.Ordinal)));
}
