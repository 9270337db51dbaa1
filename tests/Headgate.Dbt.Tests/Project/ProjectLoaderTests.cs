using Headgate.Dbt.Project;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Project;

public sealed class ProjectLoaderTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

    [Theory]
    [InlineData("version: invalid", "at path ['version']: 'invalid' is not valid under any of the given schemas")]
    [InlineData("dbt-cloud: Some string", "at path ['dbt-cloud']: 'Some string' is not valid under any of the given schemas")]
    [InlineData("version: 1.0.0-rc1", null)]
    [InlineData("version: 2", null)]
    [InlineData("dbt-cloud: {project-id: 7}", null)]
    public void A_version_is_one_and_the_platform_s_own_key_is_a_map(string key, string? refusal)
    {
        _folder.Write("dbt_project.yml", $"name: shop\nprofile: p\n{key}\n");

        if (refusal is null)
        {
            _folder.Load().Root.Name.ShouldBe("shop");
        }
        else
        {
            Should.Throw<DbtException>(() => _folder.Load()).Message.ShouldContain(refusal);
        }
    }

    [Theory]
    [InlineData("seeds: {+materialized: table}", "A seed must have a materialized value of 'seed'")]
    [InlineData("data_tests: {+materialized: table}", "A test must have a materialized value of 'test'")]
    public void Seeds_and_tests_are_made_in_one_way(string section, string refusal)
    {
        _folder.Write("dbt_project.yml", $"name: shop\nprofile: p\n{section}\n");
        _folder.Write("seeds/s.csv", "id\n1\n");
        _folder.Write("tests/t.sql", "select 1 as id where false");

        _folder.Failure().ShouldContain(refusal);
    }

    [Fact]
    public void Templates_in_the_project_file_see_environment_variables_and_target()
    {
        _folder.SetEnvironment("FOLDER", "sql");
        _folder.Vars["suffix"] = "x";
        _folder.Write(
            "dbt_project.yml",
            "name: shop\nprofile: p\nmodel-paths: [\"{{ env_var('FOLDER') }}\"]\nmodels: {shop: {+schema: \"{{ target.name }}_{{ var('suffix') }}\", +enabled: \"{{ 1 == 1 }}\"}}\n"
                + "on-run-start: \"select {{ this }}\"\nvars: {late: \"{{ not_rendered }}\"}\n"
        );

        var project = _folder.Load();

        project.Root.ModelPaths.ShouldBe(["sql"]);
        project.Root.OnRunStart.ShouldBe(["select {{ this }}"]);
        project.Root.Vars["late"].ShouldBe("{{ not_rendered }}");
        var models = (OrderedDictionary<string, object?>)project.Root.ConfigSection(Headgate.Dbt.Artifacts.ResourceType.Model)!["shop"]!;
        models["+schema"].ShouldBe("dev_x");
        models["+enabled"].ShouldBe(true);
    }

    [Fact]
    public void Variables_of_a_file_of_their_own_are_known_before_the_project_file()
    {
        _folder.Write("vars.yml", "vars:\n  folder: sql\n  late: file\n  shop: {scoped: yes}\nother: ignored\n");
        _folder.Write("dbt_project.yml", "name: shop\nprofile: p\nmodel-paths: [\"{{ var('folder') }}\"]\n");
        _folder.Vars["late"] = "call";

        var project = _folder.Load();

        project.Root.ModelPaths.ShouldBe(["sql"]);
        project.Vars.TryGet(project.Root, "late", out var late).ShouldBeTrue();
        late.ShouldBe("call");
        project.Vars.TryGet(project.Root, "scoped", out var scoped).ShouldBeTrue();
        scoped.ShouldBe(true);
    }

    [Theory]
    [InlineData("{{ target.name == 'dev' | as_bool }}", true)]
    [InlineData("{{ target.type in ['duckdb', 'postgres'] | as_bool }}", true)]
    [InlineData("{{ 'False' | as_bool }}", false)]
    public void What_is_to_be_a_truth_is_so_in_the_end(string written, bool value)
    {
        _folder.Write("dbt_project.yml", $"name: shop\nprofile: p\nmodels: {{+enabled: \"{written}\"}}\n");

        _folder.Load().Root.ConfigSection(Headgate.Dbt.Artifacts.ResourceType.Model)!["+enabled"].ShouldBe(value);
    }

    [Fact]
    public void What_is_no_truth_is_refused()
    {
        _folder.Write("dbt_project.yml", "name: shop\nprofile: p\nmodels: {+enabled: \"{{ 'word' | as_bool }}\"}\n");

        Should.Throw<DbtException>(() => _folder.Load()).Message.ShouldContain("Could not convert value 'word' into type 'bool'");
    }

    [Theory]
    [InlineData("vars: {a: 1}", "Variables cannot be defined in both vars.yml and dbt_project.yml.")]
    [InlineData("vars: [a]", "must be a mapping")]
    public void Variables_stand_in_one_file_as_a_mapping(string file, string refusal)
    {
        _folder.Write("vars.yml", file);
        _folder.Write("dbt_project.yml", "name: shop\nprofile: p\nvars: {b: 2}\n");

        Should.Throw<DbtException>(() => _folder.Load()).Message.ShouldContain(refusal);
    }

    [Fact]
    public void A_profile_may_hold_secrets_and_convert_what_it_reads()
    {
        _folder.SetEnvironment("DBT_ENV_SECRET_PLACE", "hidden");
        _folder.SetEnvironment("THREADS", "3");
        _folder.Write(
            "profiles.yml",
            "p: {target: \"{{ env_var('T', 'dev') }}\", outputs: {dev: {type: duckdb, path: \"{{ env_var('DBT_ENV_SECRET_PLACE') }}.duckdb\", schema: s, threads: \"{{ env_var('THREADS') | as_number }}\"}}}"
        );

        var target = _folder.Load().Target;

        target.Database.ShouldBe("hidden");
        target.Threads.ShouldBe(3);
        target.ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public void A_secret_is_refused_outside_profiles_and_packages()
    {
        _folder.SetEnvironment("DBT_ENV_SECRET_X", "hidden");
        _folder.Write("models/m.sql", "select '{{ env_var('DBT_ENV_SECRET_X') }}' as id");

        var failure = _folder.Failure();
        failure.ShouldContain("Secret env vars are allowed only in profiles.yml or packages.yml");
        failure.ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData(">=1.10.0", true)]
    [InlineData("<2.0.0", true)]
    [InlineData(">=1.11.14", true)]
    [InlineData(">1.11.14", false)]
    [InlineData("=1.11.14-rc1", false)]
    [InlineData(">1.11.14-rc1", true)]
    public void A_required_version_is_compared_as_versions_are(string rule, bool allowed) =>
        VersionRule.Parse(rule).Allows("1.11.14").ShouldBe(allowed);

    [Fact]
    public void Variables_come_from_the_nearest_place()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write(
            "packages/base/dbt_project.yml",
            "name: base\nversion: '1'\nvars: {a: package, b: package, c: package, d: package}\n"
        );
        _folder.Write("dbt_project.yml", "name: shop\nprofile: p\nvars: {a: root, b: root, c: root, base: {a: for_base, b: for_base}}\n");
        _folder.Vars["a"] = "command line";
        _folder.Install();

        var project = _folder.Load();
        var package = project.FindPackage("base")!;

        Lookup("a").ShouldBe("command line");
        Lookup("b").ShouldBe("for_base");
        Lookup("c").ShouldBe("root");
        Lookup("d").ShouldBe("package");
        project.Vars.TryGet(project.Root, "d", out _).ShouldBeFalse();

        object? Lookup(string name) => project.Vars.TryGet(package, name, out var value) ? value : null;
    }

    [Fact]
    public void Packages_by_path_are_linked_and_locked()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write("packages/base/dbt_project.yml", "name: base\nversion: '1'\n");
        _folder.Write("packages/base/packages.yml", "packages: [{local: packages/deeper}]");
        _folder.Write("packages/deeper/dbt_project.yml", "name: deeper\nversion: '1'\n");
        _folder
            .Install()
            .ShouldBe([
                $"Updating lock file in file path: {_folder.Path}/package-lock.yml",
                "Installing packages/base",
                "Installed from <local @ packages/base>",
                "Installing packages/deeper",
                "Installed from <local @ packages/deeper>",
            ]);
        File.Exists(Path.Combine(_folder.Path, "dbt_packages", "deeper", "dbt_project.yml")).ShouldBeTrue();
        File.ReadAllText(Path.Combine(_folder.Path, "package-lock.yml"))
            .ShouldStartWith("packages:\n  - local: packages/base\n    name: base\n");
        _folder.Load().Packages.Select(package => package.Name).ShouldBe(["shop", "base", "deeper", "dbt_duckdb", "dbt"]);
    }

    [Fact]
    public void Installing_twice_gives_the_same()
    {
        _folder.Write("dependencies.yml", "packages: [{local: packages/base}]");
        _folder.Write("packages/base/dbt_project.yml", "name: base\nversion: '1'\n");

        _folder.Install();
        _folder.Install();

        _folder.Load().FindPackage("base").ShouldNotBeNull();
    }

    [Fact]
    public void A_package_cannot_be_installed_outside_the_folder_of_packages()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write("packages/base/dbt_project.yml", "name: ../../elsewhere\nversion: '1'\n");

        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain("must have a name");
    }

    [Fact]
    public void The_profile_is_searched_where_dbt_searches_it()
    {
        var settings = _folder.Settings() with
        {
            ProfilesDir = null,
            ProjectDir = "/project",
            WorkingDirectory = "/nowhere",
            HomeDirectory = "/home/bo",
        };
        var named = new Dictionary<string, string> { ["DBT_PROFILES_DIR"] = "/profiles" };

        ProfileFile.Folder(settings).ShouldBe("/home/bo/.dbt");
        ProfileFile.Folder(settings with { WorkingDirectory = _folder.Path }).ShouldBe(_folder.Path);
        ProfileFile.Folder(settings with { EnvironmentVariables = named }).ShouldBe("/profiles");
        ProfileFile.Folder(settings with { EnvironmentVariables = named, ProfilesDir = "/given" }).ShouldBe("/given");
    }

    public void Dispose() => _folder.Dispose();
}
