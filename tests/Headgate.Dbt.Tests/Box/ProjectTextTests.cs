namespace Headgate.Dbt.Tests.Box;

/// <summary>Texts of the project that become places or secrets: templates, names of nodes, packages, the manifest that is deferred to.</summary>
public sealed class ProjectTextTests
{
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
    public async Task BOX_14_secrets_through_templates(string template)
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

    [Theory]
    [InlineData("models: [{name: fine, columns: [{name: a, data_tests: [{not_null: {name: \"../../../../../../../../journal/x\"}}]}]}]")]
    [InlineData("unit_tests: [{name: \"../../../../../../../../journal/x\", model: fine, given: [], expect: {rows: [{a: 1}]}}]")]
    public async Task BOX_16_names_of_nodes_are_no_way_out_of_the_target_folder(string properties)
    {
        using var run = new BoxedRun();
        run.Project("models/names.yml", properties);

        var (_, output) = await run.DbtAsync("build");

        run.ShouldBeSealed(output);
    }

    [Theory]
    [InlineData("local: ../../../keys")]
    [InlineData("local: /")]
    [InlineData("local: ../../5001/repository")]
    [InlineData("tarball: \"http://169.254.169.254/x\"\n    name: x")]
    [InlineData("git: \"ext::sh -c id\"")]
    [InlineData("git: \"file:///etc\"\n    revision: --upload-pack=id")]
    public async Task BOX_27_package_sources(string entry)
    {
        using var run = new BoxedRun();
        run.Write("runs/5001/repository/dbt_project.yml", "name: other\nversion: '1.0'\n");
        File.Delete(Path.Combine(run.Data, "runs/5001/repository/dbt_project.yml"));
        run.Project("packages.yml", $"packages:\n  - {entry}\n");

        var (code, output) = await run.DbtAsync("deps");

        code.ShouldBe(2, output);
        Directory.Exists(Path.Combine(run.Repository, "dbt_packages")).ShouldBeFalse();
        run.ShouldBeSealed(output);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task BOX_28_a_package_whose_name_is_a_place(string name)
    {
        using var run = new BoxedRun();
        run.Project("packages.yml", "packages:\n  - local: sub\n");
        run.Project("sub/dbt_project.yml", $"name: \"{name}\"\nversion: '1.0'\n");

        var (code, output) = await run.DbtAsync("deps");

        code.ShouldBe(2, output);
        run.ShouldBeSealed(output);
    }

    [Fact]
    public async Task BOX_16_a_package_that_reads_elsewhere()
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
    public async Task BOX_44_deferral_as_injection(bool boxed, string part, string injection)
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

    [Fact]
    public async Task BOX_12_errors_of_the_database_name_places_as_the_run_sees_them()
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

    [Theory]
    [InlineData("build")]
    [InlineData("docs generate")]
    [InlineData("debug")]
    [InlineData("show --inline FILES")]
    [InlineData("compile --log-level debug --log-format json")]
    public async Task BOX_12_no_log_and_no_artifact_names_the_servers_folders(string line)
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
