using Headgate.Cli;

namespace Headgate.Tests.Cli;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;

    [Fact]
    public void A_private_file_is_for_its_owner_alone_and_replaces_the_old_one()
    {
        var file = Path.Combine(_folder, "secret.json");
        File.WriteAllText(file, "old and readable");
        DataFolder.WritePrivately(file, "new");
        File.ReadAllText(file).ShouldBe("new");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public void A_bootstrap_file_comes_back_as_it_was_written()
    {
        var folder = new DataFolder(_folder);
        var written = new Bootstrap
        {
            Url = "http://127.0.0.1:1",
            AccountId = 1,
            JobId = 2,
            AdminToken = "dbtc_x",
            AgentKey = "hga_x",
        };
        written.Write(folder);
        Bootstrap.Read(folder).ShouldBe(written);
        File.ReadAllText(folder.BootstrapFile).ShouldContain("\"account_id\": 1");
    }

    [Fact]
    public void Its_text_form_shows_no_secret() =>
        new Bootstrap
        {
            Url = "http://127.0.0.1:1",
            AccountId = 1,
            AdminToken = "dbtc_x",
        }
            .ToString()
            .ShouldNotContain("dbtc_x");

    [Fact]
    public void A_file_that_is_no_json_is_named()
    {
        var folder = new DataFolder(_folder);
        File.WriteAllText(folder.BootstrapFile, "{");
        Should.Throw<CommandFailure>(() => Bootstrap.Read(folder)).Message.ShouldContain("bootstrap.json cannot be read");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
