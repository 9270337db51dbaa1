using Headgate.Server;

namespace Headgate.Tests.Server;

public sealed class SettingsEditTests
{
    [Theory]
    [InlineData("", "runs:\n  folders:\n    - \"/srv/shop\"\n")]
    [InlineData("listen:\n  port: 1", "listen:\n  port: 1\nruns:\n  folders:\n    - \"/srv/shop\"\n")]
    [InlineData("runs: # mine\n    slots: 3\n", "runs: # mine\n    folders:\n      - \"/srv/shop\"\n    slots: 3\n")]
    [InlineData(
        "runs:\n  slots: 3\n  folders:\n  # ours\n  - /srv/a\nlog:\n  level: error\n",
        "runs:\n  slots: 3\n  folders:\n  - \"/srv/shop\"\n  # ours\n  - /srv/a\nlog:\n  level: error\n"
    )]
    [InlineData("runs:\n  folders:\n    - /srv/a\n", "runs:\n  folders:\n    - \"/srv/shop\"\n    - /srv/a\n")]
    public void An_entry_is_added_and_all_else_stays(string before, string after) =>
        SettingsEdit.With(before, "folders", "/srv/shop").ShouldBe(after);

    [Theory]
    [InlineData("runs: { slots: 3 }\n")]
    [InlineData("runs:\n  folders: [/srv/a]\n")]
    public void A_form_that_lines_cannot_be_added_to_is_left_to_a_person(string before) =>
        SettingsEdit.With(before, "folders", "/srv/shop").ShouldBeNull();

    [Fact]
    public void A_folder_with_odd_letters_is_read_back_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;
        try
        {
            var settings = new ServerSettings { DataFolder = folder };
            SettingsEdit.AddFolder(settings, "folders", "/srv/a \"b\" #c: é").ShouldBeNull();
            SettingsEdit.AddFolder(settings, "warehouses", "/srv/w").ShouldBeNull();
            var (read, faults) = SettingsFile.Load(Path.Combine(folder, "headgate.yaml"), new Dictionary<string, string?>());
            faults.ShouldBeEmpty();
            read!.Box.Folders.ShouldBe(["/srv/a \"b\" #c: é"]);
            read.Box.Warehouses.ShouldBe(["/srv/w"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
