using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Project.Packages;

/// <summary>Packages of a hub, over real HTTP.</summary>
public sealed class HubPackagesTests : IAsyncDisposable
{
    private readonly PackageServer _hub = new();
    private readonly ProjectFolder _folder = new();

    public HubPackagesTests() => _folder.SetEnvironment("DBT_PACKAGE_HUB_URL", _hub.Url);

    private string Lock => File.ReadAllText(Path.Combine(_folder.Path, PackageLock.FileName));

    [Fact]
    public void A_package_of_the_hub_is_installed_with_what_it_asks_for()
    {
        _hub.Add("acme/tools", "1.0.0", packages: [("acme/base", "0.9.0")]);
        _hub.Add("acme/base", "0.9.0");
        _hub.Add("acme/base", "1.1.0");
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");

        _folder
            .Install()
            .ShouldBe([
                $"Updating lock file in file path: {_folder.Path}/package-lock.yml",
                "Installing acme/tools",
                "Installed from version 1.0.0",
                "Up to date!",
                "Installing acme/base",
                "Installed from version 0.9.0",
                "Updated version available: 1.1.0",
                "Updates available for packages: ['acme/base']\nUpdate your versions in packages.yml, then run dbt deps",
            ]);

        _folder.Load().Packages.Select(package => package.Name).ShouldBe(["shop", "base", "tools", "dbt_duckdb", "dbt"]);
        Directory.Exists(Path.Combine(_folder.Path, "dbt_packages", "__downloads")).ShouldBeFalse();
        Lock.ShouldMatch(
            "^packages:\n  - name: tools\n    package: acme/tools\n    version: 1.0.0 # sha256:[0-9a-f]{64}\n"
                + "  - name: base\n    package: acme/base\n    version: 0.9.0 # sha256:[0-9a-f]{64}\nsha1_hash: [0-9a-f]{40}\n$"
        );
    }

    /// <summary>The hash that stands in lock files which dbt wrote for this request.</summary>
    [Fact]
    public void The_hash_of_a_lock_is_dbts()
    {
        _hub.Add("dbt-labs/dbt_utils", "1.3.0");
        _folder.Write("packages.yml", "packages:\n  - package: dbt-labs/dbt_utils\n    version: 1.3.0\n");

        _folder.Install();

        Lock.ShouldEndWith("sha1_hash: 226ae69cdfbc9367e2aa2c472b01f99dbce11de0\n");
    }

    [Theory]
    [InlineData("[\">=1.0.0\", \"<2.0.0\"]", "1.10.0")]
    [InlineData("\">1.2.0\"", "2.0.0")]
    [InlineData("1.2.0", "1.2.0")]
    [InlineData("\"<=1.2.0\"", "1.2.0")]
    [InlineData("3.0.0-b2", "3.0.0-b2")]
    [InlineData("\">=1.0.0\", install_prerelease: true", "3.0.0-b2")]
    public void The_highest_version_inside_the_bounds_is_taken(string asked, string version)
    {
        foreach (var known in (string[])["1.2.0", "1.10.0", "2.0.0", "3.0.0-b1", "3.0.0-b2", "nightly"])
        {
            _hub.Add("acme/tools", known);
        }
        _folder.Write("packages.yml", $"packages: [{{package: acme/tools, version: {asked}}}]");

        _folder.Install().ShouldContain($"Installed from version {version}");
    }

    [Theory]
    [InlineData("acme/none, version: 1.0.0", "Package acme/none was not found in the package index")]
    [InlineData(
        "acme/tools, version: 4.0.0",
        "Could not find a matching compatible version for package acme/tools\n  Requested range: ['4.0.0']"
    )]
    [InlineData(
        "acme/tools, version: [\">=2.0.0\", \"<1.0.0\"]",
        "Version error for package acme/tools: Could not find a satisfactory version from options: ['>=2.0.0', '<1.0.0']"
    )]
    [InlineData("tools, version: 1.0.0", "Packages on the index require a namespace")]
    [InlineData("acme/tools", "version is a required property")]
    [InlineData("acme/tools, version: latest", "\"latest\" is not a valid semantic version.")]
    public void What_cannot_be_had_is_told_in_dbts_words(string asked, string words)
    {
        _hub.Add("acme/tools", "1.0.0");
        _folder.Write("packages.yml", $"packages: [{{package: {asked}}}]");

        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain(words);
        Directory.Exists(Path.Combine(_folder.Path, "dbt_packages")).ShouldBeFalse();
    }

    [Fact]
    public void Versions_for_another_dbt_are_left_out_and_told_of()
    {
        _hub.Add("acme/tools", "1.0.0", requires: [">=1.0.0", "<2.0.0"]);
        _hub.Add("acme/tools", "2.0.0", requires: [">=2.0.0"]);
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: \">=1.0.0\"}]");
        _folder.Install().ShouldContain("Installed from version 1.0.0");

        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: 2.0.0}]");
        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain("dbt --no-version-check deps");
        _folder.Install(settings: _folder.Settings("deps") with { VersionCheck = false }).ShouldContain("Installed from version 2.0.0");
    }

    [Fact]
    public void Bounds_of_two_packages_hold_together()
    {
        _hub.Add("acme/base", "1.0.0");
        _hub.Add("acme/base", "1.5.0");
        _hub.Add("acme/base", "2.0.0");
        _hub.Add("acme/tools", "1.0.0", packages: [("acme/base", "<2.0.0")]);
        _folder.Write("packages.yml", "packages: [{package: acme/base, version: \">=1.0.0\"}, {package: acme/tools, version: 1.0.0}]");

        _folder.Install().ShouldContain("Installed from version 1.5.0");
    }

    [Fact]
    public void What_was_locked_stays_until_somebody_asks_for_more()
    {
        _hub.Add("acme/tools", "1.0.0");
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: \">=1.0.0\"}]");
        _folder.Install();
        var before = Lock;
        _hub.Add("acme/tools", "1.1.0");

        _folder
            .Install()
            .ShouldBe([
                "Installing acme/tools",
                "Installed from version 1.0.0",
                "Updated version available: 1.1.0",
                "Updates available for packages: ['acme/tools']\nUpdate your versions in packages.yml, then run dbt deps",
            ]);
        Lock.ShouldBe(before);
        _folder.Install(new(Upgrade: true)).ShouldContain("Installed from version 1.1.0");
        Lock.ShouldContain("version: 1.1.0");
    }

    [Fact]
    public void Locking_installs_nothing_and_a_changed_request_is_seen()
    {
        _hub.Add("acme/tools", "1.0.0");
        _hub.Add("acme/more", "1.0.0");
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");

        _folder.Install(new(LocksOnly: true)).ShouldBe([$"Updating lock file in file path: {_folder.Path}/package-lock.yml"]);

        Lock.ShouldContain("    version: 1.0.0\n");
        Directory.Exists(Path.Combine(_folder.Path, "dbt_packages", "tools")).ShouldBeFalse();
        _folder.Write("packages.yml", "packages: [{package: acme/more, version: 1.0.0}]");
        _folder.Install().ShouldContain("Installing acme/more");
        Lock.ShouldNotContain("tools");
    }

    [Fact]
    public void A_package_that_nobody_asks_for_any_more_is_gone()
    {
        _hub.Add("acme/tools", "1.0.0");
        _hub.Add("acme/more", "1.0.0");
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");
        _folder.Install();
        _folder.Write("packages.yml", "packages: [{package: acme/more, version: 1.0.0}]");
        _folder.Install();

        Directory.GetDirectories(Path.Combine(_folder.Path, "dbt_packages")).Select(Path.GetFileName).ShouldBe(["more"]);
    }

    [Fact]
    public void A_package_that_was_renamed_is_told_of()
    {
        _hub.Add("acme/tools", "1.0.0", moved: "instruments");
        _folder.Write("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");

        _folder
            .Install()
            .ShouldContain(
                "The `acme/tools` package is deprecated in favor of `acme/instruments`. Please update your `packages.yml` configuration to use `acme/instruments` instead."
            );
    }

    [Fact]
    public void A_package_with_the_projects_own_name_is_refused()
    {
        _hub.Add("acme/shop", "1.0.0");
        _folder.Write("packages.yml", "packages: [{package: acme/shop, version: 1.0.0}]");

        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain("same name as the root project \"shop\"");
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _hub.DisposeAsync();
    }
}
