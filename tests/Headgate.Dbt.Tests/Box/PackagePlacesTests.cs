using Headgate.Dbt.Tests.Project.Packages;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Box;

/// <summary>Packages from elsewhere in a run: whom the engine asks, and what it takes.</summary>
public sealed class PackagePlacesTests
{
    private static (string Key, string Value) Hub(PackageServer server) => ("DBT_PACKAGE_HUB_URL", server.Url);

    [Attack("BOX-29")]
    [Fact]
    public async Task A_hub_inside_is_asked_only_if_the_operator_lists_it()
    {
        await using var hub = new PackageServer();
        hub.Add("acme/tools", "1.0.0");
        using var run = Run(hub);
        run.Project("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");

        var (code, output) = await run.DbtAsync("deps");
        code.ShouldBe(2, output);
        output.ShouldContain("http:// shows everything to the network");
        hub.Asked.ShouldBeEmpty();

        run.Variables["HEADGATE_BOX_PACKAGE_HOSTS"] = "127.0.0.1";
        (code, output) = await run.DbtAsync("deps");
        code.ShouldBe(0, output);
        Directory.Exists(Path.Combine(run.Repository, "dbt_packages", "tools")).ShouldBeTrue();
        run.ShouldBeSealed(output);
    }

    [Attack("BOX-29")]
    [Theory]
    [InlineData("http://localhost:PORT/x.tar.gz")]
    [InlineData("https://localhost:PORT/x.tar.gz")]
    [InlineData("https://[::ffff:127.0.0.1]:PORT/x.tar.gz")]
    [InlineData("https://169.254.169.254/x.tar.gz")]
    [InlineData("https://10.0.0.1:PORT/x.tar.gz")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1:PORT/x.tar.gz")]
    public async Task A_hub_that_names_or_redirects_to_an_address_inside_leads_nowhere(string address)
    {
        await using var inside = new PackageServer();
        var placed = address.Replace("PORT", $"{inside.Port}", StringComparison.Ordinal);
        foreach (var redirects in new[] { false, true })
        {
            await using var hub = new PackageServer();
            hub.Add("acme/tools", "1.0.0", archive: redirects ? null : placed);
            if (redirects)
            {
                hub.Redirects["/archives/acme/tools/1.0.0.tar.gz"] = placed;
            }
            using var run = Run(hub);
            run.Variables["HEADGATE_BOX_PACKAGE_HOSTS"] = "127.0.0.1";
            run.Project("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");

            var (code, output) = await run.DbtAsync("deps");

            code.ShouldBe(2, output);
            output.ShouldContain("is refused");
            inside.Asked.ShouldBeEmpty();
            Directory.Exists(Path.Combine(run.Repository, "dbt_packages", "tools")).ShouldBeFalse();
            run.ShouldBeSealed(output);
        }
    }

    [Attack("BOX-29")]
    [Fact]
    public async Task Addresses_of_a_lock_file_pass_the_same_rules()
    {
        await using var hub = new PackageServer();
        hub.Add("acme/tools", "1.0.0");
        await using var inside = new PackageServer();
        using var run = Run(hub);
        run.Variables["HEADGATE_BOX_PACKAGE_HOSTS"] = "127.0.0.1";
        run.Project("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");
        await run.DbtAsync("deps");
        var hash = File.ReadAllLines(Path.Combine(run.Repository, "package-lock.yml"))[^1];
        foreach (
            var entry in (string[])
                [
                    $"tarball: \"https://localhost:{inside.Port}/x\"\n    name: tools",
                    $"git: \"https://localhost:{inside.Port}/x\"\n    revision: main\n    name: tools",
                    "git: \"ext::sh -c id\"\n    name: tools",
                    "local: ../../../keys\n    name: tools",
                ]
        )
        {
            run.Project("package-lock.yml", $"packages:\n  - {entry}\n{hash}\n");

            var (code, output) = await run.DbtAsync("deps");

            code.ShouldBe(2, output);
            inside.Asked.ShouldBeEmpty();
            run.ShouldBeSealed(output);
        }
    }

    [Attack("BOX-29")]
    [Fact]
    public async Task Other_files_under_the_same_version_are_refused()
    {
        await using var hub = new PackageServer();
        hub.Add("acme/tools", "1.0.0");
        using var run = Run(hub);
        run.Variables["HEADGATE_BOX_PACKAGE_HOSTS"] = "127.0.0.1";
        run.Project("packages.yml", "packages: [{package: acme/tools, version: 1.0.0}]");
        (await run.DbtAsync("deps")).Code.ShouldBe(0);
        hub.Put(
            "archives/acme/tools/1.0.0.tar.gz",
            PackageServer.Archive(("t/dbt_project.yml", "name: tools\nversion: '1.0.0'\n"), ("t/macros/m.sql", "copy (select 1) to 'x'"))
        );
        foreach (
            var words in (string[][])
                [
                    ["deps"],
                    ["deps", "--upgrade"],
                ]
        )
        {
            var (code, output) = await run.DbtAsync(words);

            code.ShouldBe(2, output);
            output.ShouldContain("has other files than when package-lock.yml was written");
            File.ReadAllText(Path.Combine(run.Repository, "dbt_packages", "tools", "macros", "m.sql")).ShouldBe("select 1");
        }
    }

    [Attack("BOX-28")]
    [Fact]
    public async Task A_package_has_no_name_that_is_a_place_or_the_projects_own()
    {
        foreach (var name in (string[])["../x", "shop", "__downloads", ".git"])
        {
            await using var server = new PackageServer();
            server.Put("x.tar.gz", PackageServer.Archive(("t/dbt_project.yml", $"name: \"{name}\"\nversion: '1.0.0'\n")));
            using var run = Run(server);
            run.Variables["HEADGATE_BOX_PACKAGE_HOSTS"] = "127.0.0.1";
            run.Project("packages.yml", $"packages: [{{tarball: \"{server.Url}x.tar.gz\", name: \"{name}\"}}]");

            var (code, output) = await run.DbtAsync("deps");

            code.ShouldBe(2, output);
            run.ShouldBeSealed(output);
        }
    }

    private static BoxedRun Run(PackageServer hub)
    {
        var run = new BoxedRun();
        var (key, value) = Hub(hub);
        run.Variables[key] = value;
        return run;
    }
}
