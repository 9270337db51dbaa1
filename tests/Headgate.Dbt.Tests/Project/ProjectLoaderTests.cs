using Headgate.Dbt.Project;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Project;

public sealed class ProjectLoaderTests : IDisposable
{
    private readonly ProjectFolder _folder = new();

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
        ProjectFolder.Loader.InstallPackages(_folder.Settings(), locksOnly: false, _ => { });

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
        var lines = new List<string>();

        ProjectFolder.Loader.InstallPackages(_folder.Settings("deps"), locksOnly: false, lines.Add);

        lines.ShouldBe([
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

        ProjectFolder.Loader.InstallPackages(_folder.Settings("deps"), locksOnly: false, _ => { });
        ProjectFolder.Loader.InstallPackages(_folder.Settings("deps"), locksOnly: false, _ => { });

        _folder.Load().FindPackage("base").ShouldNotBeNull();
    }

    [Fact]
    public void A_package_of_the_hub_is_refused_with_what_to_do()
    {
        _folder.Write("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.0.0}]");

        var failure = Should.Throw<DbtException>(() =>
            ProjectFolder.Loader.InstallPackages(_folder.Settings("deps"), locksOnly: false, _ => { })
        );

        failure.Message.ShouldContain("'dbt-labs/dbt_utils'");
        failure.Message.ShouldContain("local: path");
    }

    [Fact]
    public void A_package_cannot_be_installed_outside_the_folder_of_packages()
    {
        _folder.Write("packages.yml", "packages: [{local: packages/base}]");
        _folder.Write("packages/base/dbt_project.yml", "name: ../../elsewhere\nversion: '1'\n");

        Should
            .Throw<DbtException>(() => ProjectFolder.Loader.InstallPackages(_folder.Settings("deps"), locksOnly: false, _ => { }))
            .Message.ShouldContain("must have a name");
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
