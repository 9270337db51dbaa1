using System.Diagnostics;
using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Project.Packages;

/// <summary>Packages of a git repository, by a real git.</summary>
public sealed class GitPackagesTests : IDisposable
{
    private readonly ProjectFolder _folder = new();
    private readonly string _place = Directory.CreateTempSubdirectory("headgate-git-").FullName;
    private readonly string _first;

    public GitPackagesTests()
    {
        Shell(
            "git init -q -b main tools && cd tools && git config user.name a && git config user.email a@b.example && mkdir macros below && "
                + "printf 'name: tools\\nversion: 1.0.0\\n' >dbt_project.yml && printf 'name: deeper\\nversion: 1.0.0\\n' >below/dbt_project.yml && "
                + "echo first >macros/m.sql && git add -A && git commit -qm one && git tag v1"
        );
        _first = Shell("cd tools && git rev-parse HEAD");
        Shell(
            "cd tools && echo second >macros/m.sql && git commit -qam two && git checkout -qb side && echo third >macros/m.sql && git commit -qam three && git checkout -q main"
        );
    }

    private string Installed => File.ReadAllText(Path.Combine(_folder.Path, "dbt_packages", "tools", "macros", "m.sql")).Trim();

    private string Lock => File.ReadAllText(Path.Combine(_folder.Path, PackageLock.FileName));

    [Theory]
    [InlineData("v1", "first")]
    [InlineData("main", "second")]
    [InlineData("side", "third")]
    [InlineData("SHA", "first")]
    [InlineData("SHORT", "first")]
    public void A_branch_a_tag_and_a_commit_are_revisions(string revision, string content)
    {
        var asked = revision.Replace("SHA", _first).Replace("SHORT", _first[..9]);
        _folder.Write("packages.yml", $"packages: [{{git: \"file://{_place}/tools\", revision: \"{asked}\", warn-unpinned: false}}]");

        var said = _folder.Install();

        Installed.ShouldBe(content);
        said.ShouldContain($"Installing file://{_place}/tools");
        said[^1].ShouldMatch("^Installed from revision [0-9a-f]{40}$");
        Lock.ShouldMatch($"^packages:\n  - git: '?file://{_place}/tools'?\n    name: tools\n    revision: [0-9a-f]{{40}}\nsha1_hash: ");
    }

    [Fact]
    public void A_package_that_is_not_pinned_is_warned_of_and_stays_at_its_commit_once_locked()
    {
        _folder.Write("packages.yml", $"packages: [{{git: \"file://{_place}/tools\"}}]");

        _folder.Install()[0].ShouldStartWith($"The git package \"file://{_place}/tools\" \n\tis not pinned, using HEAD (default branch).");
        Shell("cd tools && echo fourth >macros/m.sql && git commit -qam four");
        _folder.Install();
        Installed.ShouldBe("second");
        _folder.Install(new(Upgrade: true));
        Installed.ShouldBe("fourth");
    }

    [Fact]
    public void A_folder_of_the_repository_can_be_the_package()
    {
        _folder.Write("packages.yml", $"packages: [{{git: \"file://{_place}/tools\", revision: v1, subdirectory: below}}]");

        _folder.Install()[^1].ShouldBe("and subdirectory below");

        File.Exists(Path.Combine(_folder.Path, "dbt_packages", "deeper", "dbt_project.yml")).ShouldBeTrue();
        Lock.ShouldContain("    subdirectory: below\n");
    }

    [Fact]
    public void A_secret_in_the_address_stays_out_of_the_lock()
    {
        _folder.SetEnvironment("DBT_ENV_SECRET_PLACE", _place);
        _folder.Write("packages.yml", "packages:\n  - git: \"file://{{ env_var('DBT_ENV_SECRET_PLACE') }}/tools\"\n    revision: v1\n");

        _folder.Install();
        Lock.ShouldNotContain(_place);
        Lock.ShouldContain("env_var(''DBT_ENV_SECRET_PLACE'')");
        _folder.Install();
        Installed.ShouldBe("first");
    }

    [Theory]
    [InlineData("revision: nowhere", "Error checking out spec='nowhere'")]
    [InlineData("revision: \"--upload-pack=touch x\"", "is no revision")]
    [InlineData("revision: v1, subdirectory: ../..", "leads out of it")]
    [InlineData("revision: v1, subdirectory: macros", "No dbt_project.yml found")]
    public void What_git_does_not_have_is_told(string entry, string words)
    {
        _folder.Write("packages.yml", $"packages: [{{git: \"file://{_place}/tools\", {entry}}}]");

        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain(words);
    }

    [Fact]
    public void Two_revisions_of_one_repository_are_refused()
    {
        _folder.Write(
            "packages.yml",
            $"packages: [{{git: \"file://{_place}/tools\", revision: v1}}, {{git: \"file://{_place}/tools.git\", revision: main}}]"
        );

        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain("should contain exactly one version");
    }

    [Fact]
    public void A_private_package_is_fetched_from_where_the_environment_says_and_from_nowhere_else()
    {
        _folder.SetEnvironment(
            PrivateRepository.Variable,
            "[{\"org\": \"acme\", \"url\": \"nowhere://{token}@host/acme/{repo}\", \"token\": \"t\", \"provider\": \"github\"}]"
        );
        _folder.Write("packages.yml", "packages: [{private: acme/tools, provider: github}]");
        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain("nowhere");

        _folder.Write("packages.yml", "packages: [{private: other/tools, provider: github}]");
        Should
            .Throw<DbtException>(() => _folder.Install())
            .Message.ShouldBe("No matching Git URLs for private definition other/tools with provider github");
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_place, recursive: true);
    }

    private string Shell(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, WorkingDirectory = _place }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, command);
        return output.Trim();
    }
}
