using Headgate.Cli.Up;

namespace Headgate.Tests.Cli;

public sealed class SampleProjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;

    [Fact]
    public void The_sample_inside_the_program_is_whole()
    {
        SampleProject.Unpack(_folder);
        File.Exists(Path.Combine(_folder, "dbt_project.yml")).ShouldBeTrue();
        File.Exists(Path.Combine(_folder, "models", "marts", "fct_orders.sql")).ShouldBeTrue();
        File.Exists(Path.Combine(_folder, "macros", "loading", "load_orders.sql")).ShouldBeTrue();
        Directory
            .EnumerateFiles(Path.Combine(_folder, "models"), "*.sql", SearchOption.AllDirectories)
            .Count()
            .ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void What_someone_has_changed_stays()
    {
        var file = Path.Combine(_folder, "dbt_project.yml");
        File.WriteAllText(file, "mine");
        SampleProject.Unpack(_folder);
        File.ReadAllText(file).ShouldBe("mine");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
