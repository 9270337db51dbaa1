using Headgate.Server;

namespace Headgate.Tests.Server;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;

    [Fact]
    public void The_command_line_stands_above_the_file()
    {
        var file = Write("listen:\n  port: 81\n  address: 0.0.0.0\n");
        var (settings, faults) = SettingsFile.Load(file, new Dictionary<string, string?> { ["listen:port"] = "82" });
        faults.ShouldBeEmpty();
        settings!.Port.ShouldBe(82);
        settings.Address.ShouldBe("0.0.0.0");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var (settings, faults) = SettingsFile.Load(Path.Combine(_folder, "none.yaml"), new Dictionary<string, string?>());
        settings.ShouldBeNull();
        faults.Single().ShouldContain("none.yaml does not exist");
    }

    [Fact]
    public void A_file_that_is_no_yaml_is_named()
    {
        var (settings, faults) = SettingsFile.Load(Write("listen: [\n"), new Dictionary<string, string?>());
        settings.ShouldBeNull();
        faults.Single().ShouldContain("cannot be read as YAML");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "headgate.yaml");
        File.WriteAllText(file, text);
        return file;
    }
}
