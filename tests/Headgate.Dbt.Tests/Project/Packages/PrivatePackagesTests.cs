using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Project.Packages;

public sealed class PrivatePackagesTests
{
    private const string Info = """
        [{"org": "ours", "url": "https://{token}@github.com/ours/{repo}.git", "token": "s3cret", "provider": "github"},
         {"org": "team", "url": "https://{token}@gitlab.com/team/{group}/{repo}.git", "token": "t0ken", "provider": "gitlab"},
         {"org": "az", "url": "https://{token}@dev.azure.com/az/{project}/_git/{repo}", "token": "a", "provider": "ado"}]
        """;

    [Theory]
    [InlineData("ours/tools", null, "https://s3cret@github.com/ours/tools.git")]
    [InlineData("ours/tools", "github", "https://s3cret@github.com/ours/tools.git")]
    [InlineData("team/sub/group/tools", "gitlab", "https://t0ken@gitlab.com/team/sub/group/tools.git")]
    [InlineData("az/project/tools", "azure_devops", "https://a@dev.azure.com/az/project/_git/tools")]
    public void The_address_comes_from_the_environment(string name, string? provider, string address) =>
        PrivatePackages.AddressOf(name, provider, Known()).ShouldBe(address);

    [Theory]
    [InlineData("theirs/tools", null, "No matching Git URLs for private definition theirs/tools with provider None")]
    [InlineData("ours/tools", "gitlab", "No matching Git URLs for private definition ours/tools with provider gitlab")]
    [InlineData("ours/tools", "svn", "Invalid provider 'svn'. Valid providers: github, gitlab,")]
    [InlineData("team/tools", null, "No matching Git URLs")]
    public void What_matches_nothing_is_refused(string name, string? provider, string words) =>
        Should.Throw<DbtException>(() => PrivatePackages.AddressOf(name, provider, Known())).Message.ShouldContain(words);

    [Theory]
    [InlineData("a/b", null, "git@github.com:a/b.git")]
    [InlineData("a/b/c", "gitlab", "git@gitlab.com:a/b/c.git")]
    [InlineData("a/b/c", "ado", "git@ssh.dev.azure.com:v3/a/b/c")]
    public void Without_it_the_address_is_by_ssh(string name, string? provider, string address) =>
        PrivatePackages.AddressOf(name, provider, []).ShouldBe(address);

    [Fact]
    public void Azure_wants_three_parts() =>
        Should
            .Throw<DbtException>(() => PrivatePackages.AddressOf("a/b", "ado", []))
            .Message.ShouldBe("The 'ado' provider requires org/project/repo format (3 parts), got: 'a/b'");

    [Fact]
    public void A_list_that_cannot_be_read_is_refused_without_being_shown()
    {
        var environment = new Dictionary<string, string> { [PrivateRepository.Variable] = "[{\"token\": \"s3cret\"}]" };

        Should.Throw<DbtException>(() => PrivateRepository.Read(environment)).Message.ShouldNotContain("s3cret");
        PrivateRepository.Tokens(environment).ShouldBeEmpty();
        Known()[0].ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_package_is_added_in_the_place_of_the_same_from_elsewhere()
    {
        using var folder = new ProjectFolder();
        folder.Write(
            "packages.yml",
            "packages:\n  - git: https://github.com/dbt-labs/dbt-utils.git\n    revision: 1.0.0\n  - local: ../dbt_utils_more\n"
        );

        var said = PackageAddition.Write(folder.Path, "dbt-labs/dbt_utils@>=1.0.0,<2.0.0", "hub");

        said.Select(line => line.Name).ShouldBe(["DepsFoundDuplicatePackage", "DepsAddPackage"]);
        File.ReadAllText(Path.Combine(folder.Path, "packages.yml"))
            .ShouldBe("packages:\n- local: ../dbt_utils_more\n- package: dbt-labs/dbt_utils\n  version:\n  - '>=1.0.0'\n  - <2.0.0\n");
    }

    [Theory]
    [InlineData("https://x/y.git@main", "git", "packages:\n- git: https://x/y.git\n  revision: main\n")]
    [InlineData("../tools", "local", "packages:\n- local: ../tools\n")]
    public void The_file_is_made_where_there_is_none(string asked, string source, string text)
    {
        using var folder = new ProjectFolder();

        PackageAddition.Write(folder.Path, asked, source);

        File.ReadAllText(Path.Combine(folder.Path, "packages.yml")).ShouldBe(text);
    }

    [Fact]
    public void A_version_is_part_of_what_is_asked_for()
    {
        using var folder = new ProjectFolder();

        Should.Throw<DbtException>(() => PackageAddition.Write(folder.Path, "dbt-labs/dbt_utils", "hub")).Message.ShouldContain("@VERSION");
    }

    private static IReadOnlyList<PrivateRepository> Known() =>
        PrivateRepository.Read(new Dictionary<string, string> { [PrivateRepository.Variable] = Info });
}
