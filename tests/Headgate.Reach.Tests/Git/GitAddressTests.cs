using Headgate.Reach.Git;

namespace Headgate.Reach.Tests.Git;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://git.example.com/shop/project.git", "https://git.example.com:443/shop/project.git")]
    [InlineData("https://Git.Example.com:8443/a/b", "https://git.example.com:8443/a/b")]
    [InlineData("ssh://git@git.example.com/shop/project.git", "ssh://git@git.example.com:22/shop/project.git")]
    [InlineData("ssh://git.example.com:2222/project", "ssh://git.example.com:2222/project")]
    [InlineData("git@git.example.com:shop/project.git", "git@git.example.com:shop/project.git")]
    [InlineData("https://10.1.2.3/a.git", "https://10.1.2.3:443/a.git")]
    [InlineData("https://[2001:DB8::1]:8443/a.git", "https://[2001:db8::1]:8443/a.git")]
    [InlineData("https://dev.azure.com/org/my%20project/_git/shop", "https://dev.azure.com:443/org/my%20project/_git/shop")]
    public void An_address_of_a_repository_is_read_once_and_given_to_git_from_its_parts(string text, string given)
    {
        var (address, fault) = GitAddress.Parse(text);
        fault.ShouldBeNull();
        address!.ToString().ShouldBe(given);
    }

    [Theory]
    [InlineData("ssh://a@b@127.0.0.1/x")]
    [InlineData("ssh://git@good.example.com@127.0.0.1/x")]
    [InlineData("https://user:password@git.example.com/x")]
    [InlineData("https://user@git.example.com/x")]
    [InlineData("https://git.example.com\\@127.0.0.1/x")]
    [InlineData("https://git.example.com#@127.0.0.1/x")]
    [InlineData("https://git.example.com?@127.0.0.1/x")]
    [InlineData("https://127.1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://0x7f.0.0.1/x")]
    [InlineData("https://0177.0.0.1/x")]
    [InlineData("https://127.0.0.01/x")]
    [InlineData("https://127.0.0.0x1/x")]
    [InlineData("https://１２７.0.0.1/x")]
    [InlineData("https://127。0。0。1/x")]
    [InlineData("https://ⓛocalhost/x")]
    [InlineData("https://[::1%25lo]/x")]
    [InlineData("https://[::1/x")]
    [InlineData("https://::1/x")]
    [InlineData("https://git.example.com:0/x")]
    [InlineData("https://git.example.com:99999/x")]
    [InlineData("https://git.example.com:/x")]
    [InlineData("https://git.example.com:443:22/x")]
    [InlineData("https://-oProxyCommand=id/x")]
    [InlineData("ssh://-oProxyCommand=id/x")]
    [InlineData("ssh://-oProxyCommand=id@host/x")]
    [InlineData("-oProxyCommand=id@host:x")]
    [InlineData("git@-oProxyCommand=id:x")]
    [InlineData("git@host:-x")]
    [InlineData("git@host:../../x")]
    [InlineData("git@[::1]:x")]
    [InlineData("--upload-pack=id")]
    [InlineData("ext::sh -c id")]
    [InlineData("ext::sh")]
    [InlineData("fd::17")]
    [InlineData("file:///etc")]
    [InlineData("git://git.example.com/x")]
    [InlineData("ftp://git.example.com/x")]
    [InlineData("HTTPS://git.example.com/x")]
    [InlineData("https::https://git.example.com/x")]
    [InlineData("https:///x")]
    [InlineData("https://git.example.com")]
    [InlineData("https://git.example.com/")]
    [InlineData("https://git.example.com//x")]
    [InlineData("https://git.example.com/a/../../x")]
    [InlineData("https://git.example.com/--upload-pack=id")]
    [InlineData("https://git.example.com/x\n--upload-pack=id")]
    [InlineData("https://git.example.com/x y")]
    [InlineData("https://git..example.com/x")]
    [InlineData("https://git.example.com./x")]
    [InlineData("host:path")]
    [InlineData("/etc")]
    [InlineData("")]
    public void An_address_that_two_programs_could_read_differently_is_refused(string text)
    {
        var (address, fault) = GitAddress.Parse(text);
        address.ShouldBeNull();
        fault!.ShouldStartWith("The repository's address is refused: ");
    }
}
